using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Generators;

public sealed class RandomWorkspaceTests
{
    private const int Seeds = 300;

    private static readonly Workspace[] s_workspaces = [.. Enumerable.Range(0, Seeds).Select(RandomWorkspace.Create)];

    [Fact]
    public void Random_workspaces_have_no_errors() =>
        Assert.All(s_workspaces, ws => Assert.DoesNotContain(WorkspaceChecks.Check(ws), d => d.Severity == Severity.Error));

    [Fact]
    public void Random_workspaces_use_every_modifier_and_special_case()
    {
        Assert.Equal(7, s_workspaces.SelectMany(Modifiers).Select(m => m.Type).Distinct().Count());
        Assert.Contains(s_workspaces, ws => ws.Channels.Length == 4);
        Assert.Contains(s_workspaces, ws => ws.Channels.Any(c => c.BinCount == 8));
        Assert.Contains(s_workspaces, ws => ChannelsWith(ws, "staterror_shared") > 1);
        Assert.Contains(s_workspaces, ws => ChannelsWith(ws, "shape_free") > 1);
        Assert.Contains(s_workspaces, ws => Modifiers(ws).OfType<NormSys>().Any(n => Modifiers(ws).OfType<HistoSys>().Any(h => h.Name == n.Name)));
        Assert.Contains(s_workspaces, ws => ws.Channels.SelectMany(c => c.Samples).Any(s => s.Data.Contains(0)));
        Assert.Contains(s_workspaces, ws => Modifiers(ws).OfType<StatError>().Any(m => m.Data.Contains(0)));
        Assert.Contains(s_workspaces, ws => Modifiers(ws).OfType<ShapeSys>().Any(m => m.Data.Contains(0)));
        Assert.Contains(s_workspaces, ws => ws.Measurements[0].Parameters.Any(p => p.Fixed == true));
        Assert.Contains(s_workspaces, ws => ws.Observations.Any(o => o.Data.Contains(0)));
    }

    [Fact]
    public void Every_rate_is_positive_where_the_parameters_start() =>
        Assert.All(s_workspaces.SelectMany(ws => ws.Channels), channel =>
            Assert.All(Enumerable.Range(0, channel.BinCount), bin => Assert.True(channel.Samples.Sum(s => s.Data[bin]) > 0)));

    [Fact]
    public void Templates_of_shape_changes_are_nowhere_negative() =>
        Assert.All(s_workspaces.SelectMany(Modifiers).OfType<HistoSys>(), m => Assert.True(m.LowData.Min() >= 0 && m.HighData.Min() >= 0));

    private static IEnumerable<IModifier> Modifiers(Workspace ws) => ws.Channels.SelectMany(c => c.Samples).SelectMany(s => s.Modifiers);

    private static int ChannelsWith(Workspace ws, string name) =>
        ws.Channels.Count(c => c.Samples.Any(s => s.Modifiers.Any(m => m.Name == name)));
}
