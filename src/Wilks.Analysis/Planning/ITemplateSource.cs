using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Planning;

/// <summary>Makes templates in code in place of those of the configuration: for callers in C#.</summary>
public interface ITemplateSource
{
    /// <summary>The template of a key, or null to leave it to the next source, and in the end to the configuration's own input.</summary>
    /// <param name="key">Which template is wanted.</param>
    /// <param name="configuration">The configuration.</param>
    Template? Make(TemplateKey key, AnalysisConfiguration configuration);
}

/// <summary>A source for the templates whose names match patterns with <c>*</c> and <c>?</c>.</summary>
/// <param name="region">The pattern of the region.</param>
/// <param name="sample">The pattern of the sample.</param>
/// <param name="systematic">The pattern of the systematic; empty for nominal templates only, <c>*</c> for these and all variations.</param>
/// <param name="make">Makes the template.</param>
public sealed class PatternTemplateSource(string region, string sample, string systematic, Func<TemplateKey, Template> make) : ITemplateSource
{
    /// <inheritdoc/>
    public Template? Make(TemplateKey key, AnalysisConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool matches = NamePattern.Matches(region, key.Region) && NamePattern.Matches(sample, key.Sample) && NamePattern.Matches(systematic, key.Systematic);
        return matches ? make(key) : null;
    }
}
