using System.Text;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

public sealed class OverlayInHs3Tests
{
    /// <summary>The widths of a gamma term go through a reciprocal, those of a Poisson through a product.</summary>
    private const double NllRelative = 1e-12;

    private const string Overlay = """
        {"pois": ["mu", "k"],
         "parameters": {"sf[0]": "0.5*sf[1] + 0.1*k", "ss[0]": {"constraint": {"type": "gaussian", "sigma": 0.2, "mean": 1}},
           "ss[1]": {"constraint": "none", "bounds": [null, 7]}, "st[1]": {"constraint": {"type": "gamma", "tau": 40, "observed": 41}},
           "a": {"expression": "k*b", "constraint": "keep"}, "mu": {"label": "strength"}},
         "new": {"k": {"init": 1.1, "bounds": [0.1, 3], "constraint": {"type": "log_normal", "sigma": 0.1, "median": 1}}, "b": {"init": 0.2, "constraint": {"type": "poisson", "tau": 4, "observed": 1}},
           "c": {"init": 0.3}, "d": {"init": 0.1}, "e": {"init": 2, "fixed": true}, "ratio": "mu/k/e"},
         "constraints": [{"parameters": ["c", "d"], "correlation": [[1, 0.4], [0.4, 1]], "sigmas": [0.5, 2], "means": [0.1, 0.2]}],
         "groups": {"G": ["s*", "k"]}, "labels": {"channels": {"SR": "Signal"}, "samples": {"bkg": "Background"}}}
        """;

    [Fact]
    public void An_overlay_comes_back_as_it_was_written()
    {
        Workspace workspace = Laid();

        Overlay back = Hs3Reader.Decode(Hs3Text.Written(workspace)).Workspace.Overlay!;

        Assert.Equal(Text(workspace.Overlay!), Text(back));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HS3_alone_says_the_same_likelihood(bool rootCompatible)
    {
        Workspace workspace = Laid();
        JsonObject tree = Hs3Text.WithoutMisc(Hs3Text.Written(workspace, new Hs3WriterOptions { RootCompatible = rootCompatible }));

        Model expected = Model.Compile(workspace), actual = Model.Compile(Hs3Reader.Decode(tree).Workspace);
        Random random = new(3);

        Assert.Equal(expected.Parameters.Select(p => (p.Name, p.Constraint, p.Fixed)).Order(), actual.Parameters.Select(p => (p.Name, p.Constraint, p.Fixed)).Order());
        Assert.Equal(expected.Pois.Select(p => expected.Parameters[p].Name), actual.Pois.Select(p => actual.Parameters[p].Name));
        for (int i = 0; i < 5; i++)
        {
            Dictionary<string, double> point = Hs3Text.RandomPoint(expected, random);
            double nll = Hs3Text.TwiceNll(expected, point);
            Assert.InRange(Hs3Text.TwiceNll(actual, point) / nll, 1 - NllRelative, 1 + NllRelative);
        }
    }

    [Fact]
    public void An_overlay_file_comes_back_as_it_was_written()
    {
        Overlay overlay = Parsed(Overlay);
        string folder = Directory.CreateTempSubdirectory("wilks-overlay-").FullName;
        string path = Path.Combine(folder, "overlay.json");

        OverlayWriter.Write(overlay, path);
        Overlay back = OverlayReader.Read(path).Overlay;
        Directory.Delete(folder, recursive: true);

        Assert.Equal(overlay.NewParameters.Select(c => c with { Location = default, ExpressionLocation = default }), back.NewParameters.Select(c => c with { Location = default, ExpressionLocation = default }));
        Assert.Equal(overlay.Parameters.Select(c => c with { Location = default, ExpressionLocation = default }), back.Parameters.Select(c => c with { Location = default, ExpressionLocation = default }));
        Assert.Equal(overlay.CorrelatedConstraints[0].Correlation!.Value, back.CorrelatedConstraints[0].Correlation!.Value);
        Assert.Equal(overlay.CorrelatedConstraints[0].Sigmas!.Value, back.CorrelatedConstraints[0].Sigmas!.Value);
        Assert.Equal(overlay.Groups[0].Patterns, back.Groups[0].Patterns);
        Assert.Equal(overlay.Labels.Select(l => (l.Kind, l.Name, l.Text)), back.Labels.Select(l => (l.Kind, l.Name, l.Text)));
        Assert.Equal(overlay.Pois!.Value, back.Pois!.Value);
    }

    [Fact]
    public void Two_changes_of_one_parameter_become_one()
    {
        Overlay overlay = new() { Parameters = [new ParameterChange("mu") { Init = 1, Fixed = true }, new ParameterChange("mu") { Init = 2 }] };

        ParameterChange change = Assert.Single(Parsed(Text(overlay)).Parameters);

        Assert.Equal((2.0, true), (change.Init, change.Fixed));
    }

    private static Workspace Laid() => PyhfRoundTripTests.Sample() with { Overlay = Parsed(Overlay) };

    private static Overlay Parsed(string json) => OverlayReader.Parse(Encoding.UTF8.GetBytes(json), "overlay.json").Overlay;

    private static string Text(Overlay overlay)
    {
        using var stream = new MemoryStream();
        OverlayWriter.Write(overlay, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
