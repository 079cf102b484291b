using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Store.Sources;
using GatewayKit.Store.Tests.Support;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Revisions;

public sealed class MarkedSecretTests
{
    private static readonly StoreChange s_marked
        = Put("routes/a", """{"metadata":{"a/b":"planted","size":7}}""") with { Secrets = ["/metadata/a~1b", "/metadata/size"] };

    [Theory, Sqlite, Postgres]
    public async Task Marks_are_stored_and_rolled_back(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(s_marked);
        await store.WriteAsync(Delete("routes/a"));
        await store.RollBackAsync(1, 2, "bob").WaitAsync(Deadline);

        var entry = (await test.Open().ReadAsync().WaitAsync(Deadline)).Find(s_marked.Key)!;

        Assert.Equal(["/metadata/a~1b", "/metadata/size"], entry.Secrets.AsEnumerable());
        Assert.Empty(await store.CompareAsync(1, 3).WaitAsync(Deadline));
        var shown = (await store.CompareAsync(2, 3).WaitAsync(Deadline))[0].Values[0].After!;
        Assert.DoesNotContain("planted", shown, StringComparison.Ordinal);
        Assert.Equal(entry.Secrets.AsEnumerable(), Copy(KeptEntry.Of(entry)).ToEntry().Secrets.AsEnumerable());
    }

    [Fact]
    public async Task A_change_of_the_marks_alone_is_a_change()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(s_marked with { Secrets = null });
        await store.WriteAsync(s_marked);

        var difference = Assert.Single(await store.CompareAsync(1, 2).WaitAsync(Deadline));

        Assert.Equal([new ValueDifference("(secrets)", "[]", """["/metadata/a~1b","/metadata/size"]""")], difference.Values.AsEnumerable());
    }

    [Fact]
    public void The_nodes_of_marked_values_are_shown_masked()
    {
        var entry = new StoreEntry { Key = s_marked.Key, Content = s_marked.Content!, Secrets = [.. s_marked.Secrets!] };

        var metadata = (ConfigMapping)((ConfigMapping)new EntryNodes(new ConfigErrors()).Node(entry)).Find("metadata")!;

        Assert.Equal(
            [("planted", "***"), ("7", "***")],
            metadata.Entries.Select(member => (ConfigScalar)member.Value).Select(scalar => (scalar.Text, scalar.Written)));
    }

    [Fact]
    public void A_copy_of_an_earlier_version_has_no_marks()
        => Assert.Empty(JsonSerializer.Deserialize<KeptEntry>(
            """{ "Key": "routes/a", "Content": "{}", "Labels": {}, "Position": 0, "Version": 1 }""")!.ToEntry().Secrets);

    private static KeptEntry Copy(KeptEntry entry) => JsonSerializer.Deserialize<KeptEntry>(JsonSerializer.Serialize(entry))!;
}
