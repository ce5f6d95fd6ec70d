using System.Globalization;
using System.Text;
using Wilks.Formats.Toys;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli.Toys;

/// <summary>
/// The fingerprint of all that defines the likelihood and the data of a call: the workspace with its patches, overlays and the channels chosen, how it
/// is compiled, and how the data are made. Not the data themselves: those of a fit can differ in the last bit between machines.
/// </summary>
internal static class ModelFingerprint
{
    public static UInt128 Of(LoadedModel loaded, CommonSettings settings)
    {
        CompileOptions compile = settings.Compile;

        // The names are those that were chosen, whether by an option or by default.
        string choices = string.Create(CultureInfo.InvariantCulture, $"{loaded.Model.Measurement}\n{string.Join('\n', loaded.Model.Pois.Select(poi => loaded.Model.Parameters[poi].Name))}\n{compile.HistoSysInterpolation} {compile.NormSysInterpolation} {compile.ClipSampleRate:R} {compile.ClipBinRate:R}\n");
        string text = WorkspaceText.Of(loaded.Workspace, loaded.Model.Measurement) + choices + Data(loaded.Model, FitData.Recipe(loaded.Model, settings));
        return ToyFingerprint.Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A text of the options that choose model and data, as they were given: for runs over many models.</summary>
    public static string Choices(CommonSettings settings)
    {
        (CompileOptions compile, DataRequest data) = (settings.Compile, settings.Data);
        string text = string.Create(CultureInfo.InvariantCulture, $"{compile.Measurement}\n{compile.HistoSysInterpolation} {compile.NormSysInterpolation} {compile.ClipSampleRate:R} {compile.ClipBinRate:R}\n{data.Kind} {data.Dataset} {settings.Seed}\n");
        return text + string.Join('\n', (IEnumerable<string>)["pois", .. compile.Pois ?? [], "at", .. data.At, "inject", .. data.Injected, "blind", .. data.Blinded, "channels", .. data.Channels, "mask", .. data.Masked, ""]);
    }

    // What the patterns matched, not how they were written.
    private static string Data(Model model, DatasetRecipe recipe)
    {
        string masked = string.Join('\n', model.Options.MaskedChannels), blinded = string.Join('\n', recipe.BlindedChannels);
        string seed = recipe.IsToy ? recipe.Seed.ToString(CultureInfo.InvariantCulture) : "";
        return $"masked\n{masked}\n{recipe.Kind} {seed}\nat\n{Values(recipe.At)}\ninjected\n{Values(recipe.Injected)}\nblinded\n{blinded}\n";

        string Values(IReadOnlyDictionary<int, double> values)
            => string.Join('\n', values.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{model.Parameters[pair.Key].Name} {pair.Value:R}")));
    }
}
