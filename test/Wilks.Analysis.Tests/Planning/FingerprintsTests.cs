using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Filling;
using Wilks.Formats.Columns;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Planning;

public sealed class FingerprintsTests : IDisposable
{
    private readonly EventFolder _folder = new();
    private readonly FillRequest _request;

    public FingerprintsTests()
    {
        _folder.WriteText("a.csv", "x,w", "1,2");
        _folder.WriteText("same.csv", "x,w", "1,2");
        _folder.WriteText("other.csv", "x,w", "1,3");
        _request = new FillRequest(new TemplateKey("SR", "a"), Source("a.csv"))
        {
            Filters = ["x > 0", "w > 0"],
            Weights = ["w"],
            Variables = ["x"],
            Axes = [new VariableAxis([0, 1, 2])],
            Corrections = [new FillCorrection(s_correction, s_table)],
        };
    }

    private static readonly CorrectionSettings s_correction = new("id", "t.csv") { Variables = [new("p", "x")], Value = "v" };
    private static readonly CorrectionTable s_table = new() { Variables = ["p"], Lower = [0], Upper = [1], Values = [1] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_that_matters_to_a_template_changes_its_fingerprint()
    {
        FillRequest[] changed =
        [
            _request with { Source = Source("other.csv") },
            _request with { Source = Source("a.csv", "same.csv") },
            _request with { Source = Source("a.csv") with { Friends = [_folder["same.csv"]] } },
            _request with { Source = Source("a.csv") with { Tree = "t" } },
            _request with { Filters = ["x > 0"] },
            _request with { Filters = ["x > 0,w > 0"] },
            _request with { Weights = ["w", "w"] },
            _request with { Weights = [] },
            _request with { Variables = ["w"] },
            _request with { Axes = [new VariableAxis([0, 1, 2.5])] },
            _request with { Axes = [new RegularAxis(2, 0, 2)] },
            _request with { Axes = [new VariableAxis([0, 1, 2]) { IsCircular = true }] },
            _request with { Axes = [new VariableAxis([0, 1, 2]) { Name = "x" }] },
            _request with { Overflow = OverflowMode.Merge },
            _request with { Corrections = [] },
            With(s_correction, s_table with { Values = [1.5] }),
            With(s_correction, s_table with { Upper = [2] }),
            With(s_correction with { Filter = "w" }, s_table),
            With(s_correction with { Variables = [new("p", "w")] }, s_table),
            With(s_correction with { IsApplied = false }, s_table),
            With(s_correction with { AllowsOutside = true }, s_table),
            _request with { Corrections = [new FillCorrection(s_correction, s_table) { KeepsCells = true }] },
        ];

        string?[] prints = [.. changed.Prepend(_request).Select(Of), Of(_request, new FillOptions { Dialect = ColumnDialect.Root }), Of(_request, new FillOptions { NotFinite = NotFiniteMode.Drop })];

        Assert.All(prints, Assert.NotNull);
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    [Fact]
    public void Names_threads_and_uncertainties_do_not()
    {
        string? print = Of(_request);

        Assert.Equal(print, Of(_request with { Source = Source("same.csv") }));
        Assert.Equal(print, Of(_request with { Key = new TemplateKey("CR", "b", "s", "Up") }));
        Assert.Equal(print, Of(_request, new FillOptions { Threads = 7 }));
        Assert.Equal(print, Of(With(s_correction, s_table with { Uncorrelated = [[0.1]], Correlated = [[0.1]] })));
    }

    [Fact]
    public void A_file_and_a_friend_that_change_places_give_another_one()
    {
        FillRequest one = _request with { Source = Source("a.csv", "other.csv") };
        FillRequest other = _request with { Source = Source("a.csv") with { Friends = [_folder["other.csv"]] } };

        Assert.NotEqual(Of(one), Of(other));
    }

    [Fact]
    public void What_can_not_be_read_has_none()
    {
        Assert.Null(Of(_request with { Source = Source("nowhere.csv") }));
        Assert.Null(Hashes().Of(_folder["nowhere.csv"]));
        Assert.Null(new Fingerprints(Hashes(), new FillOptions()).Of(new HistogramRequest(new TemplateKey("SR", "a"), _folder["nowhere.root:h"], default)));
    }

    [Fact]
    public void A_histogram_has_that_of_its_file_its_name_and_its_overflow()
    {
        _folder.WriteText("h.root", "one");
        var request = new HistogramRequest(new TemplateKey("SR", "a"), _folder["h.root:a"], default);

        string? print = Of(request);
        string? name = Of(request with { Path = _folder["h.root:b"] });
        string? overflow = Of(request with { Overflow = OverflowMode.Merge });
        _folder.WriteText("h.root", "two");
        string? content = Of(request);

        Assert.Equal(4, new[] { print, name, overflow, content }.OfType<string>().Distinct().Count());
    }

    [Fact]
    public void A_file_of_the_size_and_time_that_it_had_is_not_read_again()
    {
        InputHashes first = Hashes();
        string? hash = first.Of(_folder["a.csv"]);
        DateTime time = File.GetLastWriteTimeUtc(_folder["a.csv"]);
        File.WriteAllText(_folder["a.csv"], File.ReadAllText(_folder["a.csv"]).Replace('2', '3'));
        File.SetLastWriteTimeUtc(_folder["a.csv"], time);
        string? same = new InputHashes(first.Used, Folder).Of(_folder["a.csv"]);
        File.SetLastWriteTimeUtc(_folder["a.csv"], time.AddSeconds(1));
        string? later = new InputHashes(first.Used, Folder).Of(_folder["a.csv"]);

        Assert.Equal(hash, same);
        Assert.NotEqual(hash, later);
        Assert.Equal("a.csv", first.Used.Single().Path);
    }

    private FillRequest With(CorrectionSettings settings, CorrectionTable table) => _request with { Corrections = [new FillCorrection(settings, table)] };

    private EventSource Source(params string[] names) => new([.. names.Select(name => _folder[name])], null, []);

    private string Folder => Path.GetDirectoryName(_folder["x"])!;

    private InputHashes Hashes() => new([], Folder);

    private string? Of(FillRequest request) => Of(request, new FillOptions());

    private string? Of(FillRequest request, FillOptions options) => new Fingerprints(Hashes(), options).Of(request);

    private string? Of(HistogramRequest request) => new Fingerprints(Hashes(), new FillOptions()).Of(request);
}
