namespace Wilks.Formats.Tests;

/// <summary>A small workspace with every modifier type, without any finding; tests break it in one place.</summary>
internal static class SampleDocuments
{
    internal const string Workspace = """
        {
          "channels": [
            {"name": "SR", "samples": [
              {"name": "sig", "data": [1.0, 2.0], "modifiers": [
                {"name": "mu", "type": "normfactor", "data": null},
                {"name": "lumi", "type": "lumi", "data": null}]},
              {"name": "bkg", "data": [10.0, 20.0], "modifiers": [
                {"name": "a", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}},
                {"name": "a", "type": "histosys", "data": {"lo_data": [9.0, 19.0], "hi_data": [11.0, 21.0]}},
                {"name": "st", "type": "staterror", "data": [1.0, 2.0]},
                {"name": "ss", "type": "shapesys", "data": [1.5, 2.5]}]}]},
            {"name": "CR", "samples": [
              {"name": "bkg", "data": [30.0, 40.0, 50.0], "modifiers": [
                {"name": "sf", "type": "shapefactor", "data": null}]}]}
          ],
          "observations": [
            {"name": "SR", "data": [11, 22]},
            {"name": "CR", "data": [33, 44, 55]}],
          "measurements": [
            {"name": "m", "config": {"poi": "mu", "parameters": [
              {"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.9, 1.1]]},
              {"name": "a", "inits": [0.5], "bounds": [[-4, 4]], "fixed": true}]}}],
          "version": "1.0.0"
        }
        """;

    /// <summary>The workspace with one piece of text, which it has once, replaced.</summary>
    internal static string With(string old, string replacement)
    {
        Assert.Equal(2, Workspace.Split(old).Length);
        return Workspace.Replace(old, replacement, StringComparison.Ordinal);
    }
}
