namespace Wilks.Cli.Tests;

public sealed class ConvertVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-convert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_goes_from_text_to_Parquet_to_an_archive_and_back()
    {
        const string text = "x,n,flag\n0.1,1,true\n-2.5,3,false\n";
        File.WriteAllText(At("a.csv"), text);

        Assert.Equal($"{At("a.parquet")}: 2 rows, 3 columns\n", Done("convert", At("a.csv"), At("a.parquet")));
        Done("convert", At("a.parquet"), At("a.npz"));
        Done("convert", At("a.npz"), At("b.csv"));

        Assert.Equal(text, File.ReadAllText(At("b.csv")));
    }

    [Fact]
    public void Columns_are_chosen_and_put_in_order()
    {
        File.WriteAllText(At("a.csv"), "x,y,z\n1,2,3\n");

        Assert.Equal("", Done("convert", At("a.csv"), At("b.csv"), "--columns", "z", "x", "--quiet"));

        Assert.Equal("z,x\n3,1\n", File.ReadAllText(At("b.csv")));
    }

    [Fact]
    public void Several_files_become_one()
    {
        File.WriteAllText(At("a1.csv"), "x\n1\n");
        File.WriteAllText(At("a2.csv"), "x\n2\n");

        Done("convert", At("a?.csv"), At("all.csv"));

        Assert.Equal("x\n1\n2\n", File.ReadAllText(At("all.csv")));
    }

    [Fact]
    public void Histograms_go_from_JSON_to_a_template_to_text()
    {
        File.WriteAllText(At("h.json"), """{"one": {"edges": [0, 1, 2], "values": [4, 9], "variances": [4, 9]}, "two": {"edges": [0, 1], "values": [1]}}""");

        Done("convert", At("h.json"), At("h.npz"), "--name", "one");
        Done("convert", At("h.npz"), At("h.csv"));

        Assert.Equal("lower,upper,value,variance\n0,1,4,4\n1,2,9,9\n", File.ReadAllText(At("h.csv")));
    }

    [Theory]
    [InlineData("a.csv", "b.xls", "no extension of a table")]
    [InlineData("none.csv", "b.parquet", "doesn't exist")]
    [InlineData("h.json", "h.npz", "holds one histogram, not 2")]
    public void What_can_t_be_done_ends_with_2_and_leaves_no_file(string input, string output, string expected)
    {
        File.WriteAllText(At("a.csv"), "x\n1\n");
        File.WriteAllText(At("h.json"), """{"one": {"edges": [0, 1], "values": [4]}, "two": {"edges": [0, 1], "values": [1]}}""");

        CommandRun run = CommandRun.Of("convert", At(input), At(output));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At(output)));
    }

    [Fact]
    public void An_unknown_column_or_histogram_names_the_nearest()
    {
        File.WriteAllText(At("a.csv"), "energy\n1\n");
        File.WriteAllText(At("h.json"), """{"nominal": {"edges": [0, 1], "values": [4]}}""");

        Assert.Contains("Did you mean 'energy'?", CommandRun.Of("convert", At("a.csv"), At("b.csv"), "--columns", "energ").Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'nominal'?", CommandRun.Of("convert", At("h.json"), At("g.json"), "--name", "nominl").Error, StringComparison.Ordinal);
    }

    private static string Done(params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
