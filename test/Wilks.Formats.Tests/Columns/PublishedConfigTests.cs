using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Columns;

/// <summary>Expressions as published configurations of cabinetry and TRExFitter have them.</summary>
public sealed class PublishedConfigTests
{
    private static readonly ColumnSchema s_schema = new(
        "passTrig_MET nlep ngamma ntau isSignaltau1 isSignalgamma1 njet nbjet lep_charge nJets"
            .Split(' ').Select(name => new ColumnInfo(name, ColumnType.Int32))
            .Concat("MET mtaugamma EventWeight weight weight_mc weight_pileup HT jet_pt".Split(' ').Select(name => new ColumnInfo(name, ColumnType.Float)))
            .Append(new ColumnInfo("jets", ColumnType.Float, 1)));

    [Theory]
    [InlineData("(passTrig_MET) & (nlep == 0) & (ngamma == 1) & (ntau == 1) & (isSignaltau1 == 1) & (isSignalgamma1 == 1) & (njet >= 4) & (nbjet >= 2) & (mtaugamma>100) & (MET>400)", ColumnUse.Selection)]
    [InlineData("lep_charge > 0", ColumnUse.Selection)]
    [InlineData("0.7*weight", ColumnUse.Weight)]
    [InlineData("EventWeight*140", ColumnUse.Weight)]
    [InlineData("jet_pt", ColumnUse.Variable)]
    [InlineData("nJets>=4&&HT>200", ColumnUse.Selection)]
    [InlineData("weight_mc*weight_pileup*(nJets==4?1.1:1)", ColumnUse.Weight)]
    [InlineData("HT/1e3", ColumnUse.Variable)]
    [InlineData("Sum$(jets>25e3&&jets<1e6)>=2", ColumnUse.Selection)]
    [InlineData("jets[0]/1000.", ColumnUse.Variable)]
    [InlineData("jets[:,0]", ColumnUse.Variable)]
    public void They_are_read_without_naming_the_dialect(string text, ColumnUse use)
    {
        ColumnProgram program = ColumnProgram.Compile([new ColumnRequest(ColumnExpression.Parse(text, ColumnDialect.Auto, s_schema), use)]);

        Assert.NotEmpty(program.Columns);
    }
}
