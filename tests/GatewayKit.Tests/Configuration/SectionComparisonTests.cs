using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Configuration;

namespace GatewayKit.Tests.Configuration;

public sealed class SectionComparisonTests
{
    private static readonly ImmutableDictionary<string, object> s_empty
        = ImmutableDictionary.Create<string, object>(StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void The_same_section_has_no_differences()
    {
        var section = s_empty.Add("a", new object());

        Assert.Empty(SectionComparison.Compare(section, section).Ids);
        Assert.Empty(SectionComparison.Compare(section, s_empty.AddRange(section)).Ids);
    }

    [Fact]
    public void Every_entry_of_a_first_version_is_a_difference()
        => Assert.Equal(["a", "b"], SectionComparison.Compare(s_empty, s_empty.Add("a", 1).Add("b", 2)).Ids.Order());

    [Fact]
    public void An_id_whose_case_alone_differs_is_the_same()
    {
        var value = new object();

        Assert.Empty(SectionComparison.Compare(s_empty.Add("a", value), s_empty.Add("A", value)).Ids);
    }

    [Fact]
    public void Added_changed_and_removed_entries_are_found_among_many()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var before = s_empty.AddRange(Enumerable.Range(0, 200).Select(Entry));
            var after = before
                .RemoveRange(Enumerable.Range(0, 5).Select(_ => Id(random.Next(200))))
                .SetItems(Enumerable.Range(0, 10).Select(_ => Entry(random.Next(220))));

            var expected = before.Keys.Union(after.Keys).Where(id => before.GetValueOrDefault(id) != after.GetValueOrDefault(id));

            Assert.Equal(expected.Order(), SectionComparison.Compare(before, after).Ids.Order());
        }
    }

    [Fact]
    public void Entries_with_equal_hashes_are_found()
    {
        var before = ImmutableDictionary.Create<string, object>(new OneHash()).AddRange(Enumerable.Range(0, 9).Select(Entry));
        var after = before.Remove(Id(3)).SetItem(Id(5), new object()).Add("new", new object());

        Assert.Equal(["id3", "id5", "new"], SectionComparison.Compare(before, after).Ids.Order());
    }

    private static KeyValuePair<string, object> Entry(int number) => KeyValuePair.Create(Id(number), new object());

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"id{number}");

    private sealed class OneHash : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => 1;
    }
}
