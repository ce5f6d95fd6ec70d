namespace Wilks.Root.Tests;

/// <summary>Real files of many versions of ROOT and of other writers.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Every_object_of_every_file_decompresses()
    {
        Assert.SkipWhen(Corpus.Folder is null, Corpus.Missing);
        var faults = new List<string>();

        foreach (string path in Corpus.Files)
        {
            try
            {
                using RootFile file = RootFile.Open(path);
                foreach (RootEntry entry in file.Entries()) Assert.Equal(entry.Key.ObjectLength, file.Payload(entry).Length);
            }
            catch (RootException exception)
            {
                faults.Add(exception.Message);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
