using Wilks.Inference;
using Wilks.Reports;

namespace Wilks.Cli.Toys;

/// <summary>Where toys and what they say are written.</summary>
internal static class ToyOutput
{
    private const string Extension = ".wtoys";

    /// <summary>The file for the toys, if <c>--output</c> names one; any other name is for the answer.</summary>
    public static string? ToyFile(CommonSettings settings) => settings.Output is { } path && path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? path : null;

    /// <summary>Prints a result and judges it.</summary>
    public static int Answer(ToyTestResult result, CommonSettings settings, VerbCall call)
    {
        string? path = ToyFile(settings) is null ? settings.Output : null;
        int width = path is null ? call.Terminal.Width : int.MaxValue;
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => ToyTestReport.Write(result, json)) : ToyTestReport.Text(result, settings.Format == OutputFormat.Markdown, width), path);
        switch (result.Status)
        {
            case ToyTestStatus.Done:
                return ExitCodes.Done;
            case ToyTestStatus.Incomplete:
                call.Messages.Warning(result.StatusMessage);
                return ExitCodes.Done;
            default:
                call.Messages.Error(result.StatusMessage);
                return ExitCodes.NotToBeTrusted;
        }
    }
}
