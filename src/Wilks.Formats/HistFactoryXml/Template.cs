using Wilks.Histograms;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>A histogram of a ROOT file without its flow bins.</summary>
/// <param name="Counts">The contents, the last axis running fastest.</param>
/// <param name="Uncertainties">Their uncertainties: the roots of the sums of squared weights, or of the contents.</param>
/// <param name="Axes">The axes.</param>
internal sealed record Template(double[] Counts, double[] Uncertainties, IAxis[] Axes);
