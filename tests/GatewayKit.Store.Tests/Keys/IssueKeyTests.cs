using System.Text.Json;
using GatewayKit.Store.Tests.Support;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Keys;

public sealed class IssueKeyTests
{
    private static readonly KeyRequest s_request = new() { Consumer = "alice", Author = "bob" };

    [Theory, Sqlite, Postgres]
    public async Task The_store_has_only_the_hash_of_a_key(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var store = test.Open();
        await store.WriteAsync(Put("consumers/alice", """{"groups":["gold"]}"""));

        var issued = await store.IssueKeyAsync(
            s_request with { Id = "reports", Prefix = "shop_", ExpiresAt = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero) })
            .WaitAsync(Deadline);

        using var content = JsonDocument.Parse((await store.ContentAsync("consumers/alice"))!);
        var credential = content.RootElement.GetProperty("credentials").GetProperty("key-auth")[0];
        Assert.StartsWith("shop_", issued!.Key, StringComparison.Ordinal);
        Assert.Equal(CredentialKey.FromSecret(issued.Key).ToString(), credential.GetProperty("keyHash").GetString());
        Assert.Equal("reports", credential.GetProperty("id").GetString());
        Assert.Equal("2027-01-31T00:00:00Z", credential.GetProperty("expiresAt").GetString());
        Assert.DoesNotContain(issued.Key, content.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("gold", content.RootElement.GetProperty("groups")[0].GetString());
    }

    [Fact]
    public async Task Keys_that_are_issued_at_once_are_all_kept()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var stores = Enumerable.Range(0, 3).Select(_ => test.Open()).ToArray();
        await stores[0].WriteAsync(Put("consumers/alice", "null"));

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.IssueKeyAsync(s_request)))).WaitAsync(Deadline);

        using var content = JsonDocument.Parse((await test.Open().ContentAsync("consumers/alice"))!);
        Assert.Equal(3, content.RootElement.GetProperty("credentials").GetProperty("key-auth").GetArrayLength());
    }

    [Fact]
    public async Task A_consumer_that_does_not_exist_gets_no_key()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        Assert.Null(await test.Open().IssueKeyAsync(s_request).WaitAsync(Deadline));
    }

    [Fact]
    public async Task Two_keys_of_a_consumer_can_not_have_the_same_id()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var store = test.Open();
        await store.WriteAsync(Put("consumers/alice", "{}"));
        await store.IssueKeyAsync(s_request with { Id = "one" }).WaitAsync(Deadline);

        var issued = await store.IssueKeyAsync(s_request with { Id = "one" }).WaitAsync(Deadline);

        Assert.Contains("already has a key with the id 'one'", Assert.Single(issued!.Result.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "gwk_")]
    [InlineData("one", "gwk")]
    public async Task A_name_or_a_prefix_that_key_auth_would_reject_is_rejected(string id, string prefix)
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);

        await Assert.ThrowsAsync<ArgumentException>(() => test.Open().IssueKeyAsync(s_request with { Id = id, Prefix = prefix }));
    }
}
