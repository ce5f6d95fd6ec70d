using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Tests.Configurations;

public sealed class ConfigurationDetectionTests
{
    [Theory]
    [InlineData("a.yml", "General:\n  Measurement: m\n", true)]
    [InlineData("a.json", "{\"Regions\": [{\"General\": 1}], \"General\": {}}", true)]
    [InlineData("a.json", "{\"channels\": [{\"General\": 1}], \"measurements\": []}", false)]
    [InlineData("a.json", "{ broken", false)]
    [InlineData("a.yml", "<?xml version=\"1.0\"?><Combination/>", false)]
    public void The_content_tells_a_configuration_from_a_workspace(string name, string text, bool isConfiguration)
    {
        string folder = Directory.CreateTempSubdirectory("wilks").FullName;
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);

        bool found = ConfigurationDetection.IsConfiguration(path);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(isConfiguration, found);
    }
}
