using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests.Planning;

public sealed class SourceGroupsTests
{
    [Fact]
    public void Requests_that_share_a_file_over_others_are_in_one_group_and_the_others_are_not()
    {
        FillRequest[] requests = [Request("1", "a"), Request("2", "b"), Request("3", "c", "d"), Request("4", "e"), Request("5", "a", "c"), Request("6", "f"), Request("7", "b", "e")];

        IReadOnlyList<List<FillRequest>> groups = SourceGroups.Of(requests);

        Assert.Equal(["1 3 5", "2 4 7", "6"], groups.Select(group => string.Join(' ', group.Select(request => request.Key.Sample).Order())).Order());
    }

    [Fact]
    public void A_friend_is_a_file_too()
    {
        FillRequest[] requests = [Request("1", "a"), Request("2", "b") with { Source = new EventSource(["b"], null, ["a"]) }];

        Assert.Single(SourceGroups.Of(requests));
    }

    private static FillRequest Request(string name, params string[] paths) => new(new TemplateKey("SR", name), new EventSource([.. paths], null, [])) { Variables = ["x"], Axes = [] };
}
