using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Toys;
using Wilks.Models;

namespace Wilks.Cli.Toys;

/// <summary>The fingerprint of all that defines the likelihood and the data of a call: the workspace with its patches and overlays, how it is compiled, the data.</summary>
internal static class ModelFingerprint
{
    public static UInt128 Of(LoadedModel loaded, CommonSettings settings, Dataset data)
    {
        using var stream = new MemoryStream();
        PyhfWriter.Write(loaded.Workspace, stream);
        CompileOptions compile = settings.Compile;
        // The names are those that were chosen, whether by an option or by default.
        string choices = string.Create(CultureInfo.InvariantCulture, $"{loaded.Model.Measurement}\n{string.Join('\n', loaded.Model.Pois.Select(poi => loaded.Model.Parameters[poi].Name))}\n{compile.HistoSysInterpolation} {compile.NormSysInterpolation} {compile.ClipSampleRate:R} {compile.ClipBinRate:R}\n");
        stream.Write(Encoding.UTF8.GetBytes(choices));
        if (loaded.Workspace.Overlay is { } overlay) stream.Write(Encoding.UTF8.GetBytes(OverlayText.Of(overlay)));
        stream.Write(MemoryMarshal.AsBytes(data.Main.Span));
        stream.Write(MemoryMarshal.AsBytes(data.Auxiliary.Span));
        return ToyFingerprint.Of(stream.ToArray());
    }
}
