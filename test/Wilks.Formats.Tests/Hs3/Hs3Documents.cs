namespace Wilks.Formats.Tests.Hs3;

/// <summary>A small HS3 document without any finding; tests break it in one place.</summary>
internal static class Hs3Documents
{
    internal const string Small = """
        {
          "metadata": {"hs3_version": "0.2.9", "packages": [{"name": "pyhs3", "version": "1"}]},
          "distributions": [
            {"name": "SR", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}], "samples": [
              {"name": "sig", "data": {"contents": [1, 2], "errors": [0, 0]}, "modifiers": [
                {"name": "mu", "type": "normfactor", "parameter": "mu"}]},
              {"name": "bkg", "data": {"contents": [10, 20], "errors": [1, 2]}, "modifiers": [
                {"name": "a", "type": "normsys", "parameter": "alpha", "constraint": "Gauss", "data": {"lo": 0.9, "hi": 1.1}},
                {"name": "st", "type": "staterror", "parameters": ["st_0", "st_1"], "constraint": "Gauss"}]}]},
            {"name": "lim", "type": "gaussian_dist", "x": "mu", "mean": 1.5, "sigma": 0.5}],
          "functions": [],
          "data": [{"name": "obs", "type": "binned", "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}], "contents": [11, 22]}],
          "likelihoods": [{"name": "L", "distributions": ["SR"], "data": ["obs"], "aux_distributions": ["lim"]}],
          "domains": [{"name": "d", "type": "product_domain", "axes": [{"name": "mu", "min": -5, "max": 5}, {"name": "alpha", "min": -4, "max": 4}]}],
          "parameter_points": [{"name": "p", "parameters": [{"name": "mu", "value": 0.5}, {"name": "alpha", "value": 0.1, "const": true}]}],
          "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["mu"], "domain": "d", "init": "p"}]
        }
        """;

    /// <summary>The document with one piece of text, which it has once, replaced.</summary>
    internal static string With(string old, string replacement)
    {
        Assert.Equal(2, Small.Split(old).Length);
        return Small.Replace(old, replacement, StringComparison.Ordinal);
    }
}
