using System.CommandLine;
using System.Globalization;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks scan</c>: the profile likelihood over one or two parameters.</summary>
internal sealed class ScanVerb : IVerb
{
    private const int DefaultPoints = 21;

    // A scan without a range reaches this many uncertainties to both sides.
    private const double DefaultReach = 3;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _parameter = new("--parameter") { HelpName = "NAME[=LO:HI[:N]]", Description = "A parameter to scan, with its range and number of points (default: 3 uncertainties to both sides, 21 points); at most two. Without it the parameter of interest is scanned." };
    private readonly CommonOptions _common = new();

    public ScanVerb()
    {
        Command = new Command("scan", "Scan the profile likelihood over one or two parameters.") { _workspace, _parameter };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        using var progress = new Progress(call.Terminal, "scanning");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Dataset data = FitData.Choose(loaded.Model, settings);
        string[] names = call.Arguments.GetValue(_parameter) ?? [];
        if (names.Length == 0) names = [.. loaded.Model.Pois.Take(2).Select(p => loaded.Model.Parameters[p].Name)];
        if (names.Length is 0 or > 2) throw new UsageException(names.Length == 0 ? "the model has no parameter of interest; name a parameter with --parameter" : "--parameter can be given once or twice");

        FitResult fit = new Fitter(loaded.Model).Fit(data, cancellationToken: call.CancellationToken);
        ScanAxis[] axes = [.. names.Select(n => Axis(loaded.Model, fit, n))];
        ScanResult result = ProfileScan.Run(new CompiledModel(loaded.Model), data, axes, threads: settings.Threads ?? 1, cancellationToken: call.CancellationToken);
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => ScanReport.Write(result, loaded.Model.Parameters, json)) : ScanReport.Text(result, loaded.Model.Parameters, settings.Format == OutputFormat.Markdown), settings.Output);
        int failed = result.Points.Count(p => p.Status != FitStatus.Converged);
        if (result.Best.Status == FitStatus.Converged && failed == 0) return ExitCodes.Done;

        call.Messages.Error(failed > 0 ? $"{failed} of {result.Points.Count} fits did not converge" : $"the free fit did not converge: {result.Best.StatusMessage}");
        return ExitCodes.NotToBeTrusted;
    }

    private static ScanAxis Axis(Model model, FitResult fit, string text)
    {
        int equals = text.LastIndexOf('=');
        string name = equals < 0 || model.IndexOf(text) >= 0 ? text : text[..equals];
        int parameter = OneParameter(model, name);
        Parameter p = model.Parameters[parameter];
        if (name != text) return new ScanAxis(parameter, Range(p, text[(equals + 1)..].Split(':')));

        double width = fit.Uncertainties[parameter] > 0 ? fit.Uncertainties[parameter] : p.PrefitUncertainty > 0 ? p.PrefitUncertainty : 0.1 * (p.Upper - p.Lower);
        return new ScanAxis(parameter, Points(Math.Max(p.Lower, fit.Values[parameter] - DefaultReach * width), Math.Min(p.Upper, fit.Values[parameter] + DefaultReach * width), DefaultPoints));
    }

    /// <summary>The one parameter that a name stands for.</summary>
    internal static int OneParameter(Model model, string name)
    {
        IReadOnlyList<int> found = ParameterNames.Resolve(model, name, "--parameter");
        return found.Count == 1 ? found[0] : throw new UsageException($"'{name}' has {found.Count} elements; name one, such as '{name}[0]'");
    }

    private static double[] Range(Parameter parameter, string[] parts)
    {
        if (parts.Length is not (2 or 3)) throw new UsageException("--parameter takes NAME=LO:HI or NAME=LO:HI:N");

        double low = OptionValue.Number("--parameter", parts[0])!.Value, high = OptionValue.Number("--parameter", parts[1])!.Value;
        long count = parts.Length == 3 ? OptionValue.Integer("--parameter", parts[2], least: 2)!.Value : DefaultPoints;
        if (!(low < high)) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--parameter {parameter.Name}: the range {low}:{high} is empty"));
        if (low < parameter.Lower || high > parameter.Upper) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--parameter {parameter.Name}: the range {low}:{high} reaches beyond its bounds [{parameter.Lower}, {parameter.Upper}]"));
        return Points(low, high, (int)Math.Min(count, 1_000_000));
    }

    private static double[] Points(double low, double high, int count) => [.. Enumerable.Range(0, count).Select(i => low + (high - low) * i / (count - 1))];
}
