using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests;

public sealed class TemplateKeyTests
{
    [Fact]
    public void Nominal_templates_come_before_their_variations()
    {
        TemplateKey[] keys = [new("SR", "b", "JES", TemplateKey.Up), new("SR", "b"), new("CR", "b"), new("SR", "b", "JES", TemplateKey.Down)];

        Assert.Equal([new TemplateKey("CR", "b"), new("SR", "b"), new("SR", "b", "JES", "Down"), new("SR", "b", "JES", "Up")], keys.Order(TemplateKey.Order));
    }
}
