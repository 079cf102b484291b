namespace GatewayKit.Store.Tests.Support;

/// <summary>Changes of tests.</summary>
internal static class Writing
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static StoreChange Put(string key, string content) => new() { Key = EntryKey.Parse(key), Content = content };

    public static StoreChange Delete(string key) => new() { Key = EntryKey.Parse(key) };

    public static StoreChangeSet Set(long basedOn, params StoreChange[] changes)
        => new() { BasedOn = basedOn, Author = "alice", Message = "a test", Changes = changes };

    /// <summary>Writes changes that are based on the latest revision.</summary>
    /// <returns>The number of the revision.</returns>
    public static async Task<long> WriteAsync(this IGatewayStore store, params StoreChange[] changes)
    {
        var latest = await store.ReadAsync().WaitAsync(Deadline);
        var result = await store.ApplyAsync(Set(latest.Revision, changes)).WaitAsync(Deadline);
        Assert.Empty(result.Errors);
        return result.Revision;
    }

    public static async Task<string?> ContentAsync(this IGatewayStore store, string key, long? revision = null)
        => (await store.ReadAsync(revision).WaitAsync(Deadline)).Find(EntryKey.Parse(key))?.Content;

    /// <summary>A route, and its cluster with the upstream of a test.</summary>
    public static StoreChange[] Route(string id, Uri upstream) =>
    [
        Put($"routes/{id}", $$"""{ "clusterId": "{{id}}", "match": { "path": "/{{id}}" } }"""),
        Put($"clusters/{id}", $$"""{ "destinations": { "one": { "address": "{{upstream}}" } } }"""),
    ];
}
