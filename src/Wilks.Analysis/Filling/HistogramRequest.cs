using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>A template that is there already, as a histogram in a file.</summary>
/// <param name="Key">Which one it is; unique among the requests.</param>
/// <param name="Path">The file, with the object behind a colon where it holds several.</param>
/// <param name="Location">Where it was written, for messages.</param>
public sealed record HistogramRequest(TemplateKey Key, string Path, SourceLocation Location);
