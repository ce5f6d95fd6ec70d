using System.Text;
using System.Text.Json;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Analysis.Steps;

/// <summary>What results are made from. The fit is made when it is first asked for.</summary>
internal sealed class ResultContext
{
    private readonly Lazy<FitResult> _fit;

    internal ResultContext(AnalysisConfiguration configuration, ConstructedWorkspace workspace, int threads, CancellationToken cancellationToken)
    {
        Settings = configuration.Results;
        Threads = threads;
        CancellationToken = cancellationToken;
        Model = Wilks.Models.Model.Compile(workspace.Whole, new CompileOptions { MaskedChannels = workspace.ValidationRegions });
        Compiled = new CompiledModel(Model);
        Data = Settings.UsesAsimov ? DatasetMaker.Make(Model, new DatasetRecipe { Kind = DataKind.Asimov }, cancellationToken).Data : Model.ObservedData;
        Blind = workspace.BlindRegions;
        _fit = new Lazy<FitResult>(() => new Fitter(Model).Fit(Data, cancellationToken: cancellationToken));
    }

    internal ResultSettings Settings { get; }

    internal int Threads { get; }

    internal CancellationToken CancellationToken { get; }

    /// <summary>All regions, those of validation kept out of the likelihood.</summary>
    internal Model Model { get; }

    internal CompiledModel Compiled { get; }

    internal Dataset Data { get; }

    internal IReadOnlyCollection<string> Blind { get; }

    internal FitResult Fit => _fit.Value;

    /// <summary>The names of parameters as a part of a file's name: none with one parameter of interest.</summary>
    internal string Suffix(int poi) => Model.Pois.Count < 2 ? "" : "_" + FileName(Model.Parameters[poi].Name);

    /// <summary>A text as a part of a file's name.</summary>
    internal static string FileName(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));

    internal static ResultFile Json(string name, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        stream.WriteByte((byte)'\n');
        return new ResultFile(name, stream.ToArray());
    }

    internal static ResultFile Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}

/// <summary>A file of a result.</summary>
/// <param name="Name">Its name in the folder of results.</param>
/// <param name="Content">What stands in it.</param>
internal sealed record ResultFile(string Name, byte[] Content);

/// <summary>A result: its files, and how it ended.</summary>
/// <param name="Files">The files.</param>
/// <param name="Summary">The result in one line.</param>
/// <param name="IsTrusted">Whether its numbers are to be trusted.</param>
/// <param name="Message">Why not; may be empty.</param>
internal sealed record StepResult(IReadOnlyList<ResultFile> Files, string Summary, bool IsTrusted = true, string Message = "");
