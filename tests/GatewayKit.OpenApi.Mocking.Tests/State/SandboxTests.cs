namespace GatewayKit.OpenApi.Mocking.State;

public sealed class SandboxTests
{
    private const string Kit = """{"name":"Kit"}""";

    [Fact]
    public void What_one_changes_another_does_not_see()
    {
        var api = new StatefulApi(Documents.Pets);

        api.Send("POST", "/pets", Kit, sandbox: "alice");
        api.Send("DELETE", "/pets/1", sandbox: "bob");

        Assert.Equal(["1", "2", "3"], api.Ids("/pets", "alice"));
        Assert.Equal(["2"], api.Ids("/pets", "bob"));
        Assert.Equal(["1", "2"], api.Ids("/pets"));
    }

    [Fact]
    public void A_reset_lets_one_begin_anew_and_a_reset_of_all_everyone()
    {
        var api = new StatefulApi(Documents.Pets);
        foreach (var name in (string[])["", "alice", "bob"])
            api.Send("POST", "/pets", Kit, sandbox: name);

        api.State.Reset("alice");
        Assert.Equal((2, 3, 3), (api.Ids("/pets", "alice").Count, api.Ids("/pets", "bob").Count, api.Ids("/pets").Count));

        api.State.ResetAll();
        Assert.Equal((2, 2), (api.Ids("/pets", "bob").Count, api.Ids("/pets").Count));
    }

    [Fact]
    public void Beyond_the_limit_the_sandbox_that_was_used_the_longest_ago_begins_anew()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxSandboxes = 2 });
        api.Send("POST", "/pets", Kit);
        api.Send("POST", "/pets", Kit, sandbox: "a");
        api.Send("POST", "/pets", Kit, sandbox: "b");
        api.Send("GET", "/pets", sandbox: "a");

        api.Send("POST", "/pets", Kit, sandbox: "c");

        Assert.Equal(3, api.Ids("/pets", "a").Count);
        Assert.Equal(2, api.Ids("/pets", "b").Count);
        Assert.Equal(3, api.Ids("/pets").Count);
    }

    [Fact]
    public void Memory_of_all_is_bounded_by_those_that_were_used_the_longest_ago()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxBytes = 100_000 });

        for (var i = 0; i < 200; i++)
            api.Send("POST", "/pets", Kit, sandbox: $"s{i}");

        Assert.Equal(2, api.Ids("/pets", "s0").Count);
        Assert.Equal(3, api.Ids("/pets", "s199").Count);
    }

    [Fact]
    public void A_collection_has_a_limit()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxItems = 3 });
        api.Send("POST", "/pets", Kit);

        Assert.Equal(507, api.Send("POST", "/pets", Kit).Status);

        api.Send("DELETE", "/pets/1");
        Assert.Equal(201, api.Send("POST", "/pets", Kit).Status);
    }

    [Fact]
    public void A_sandbox_has_a_limit()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxSandboxBytes = 10_000 });
        var statuses = Enumerable.Range(0, 100).Select(_ => api.Send("POST", "/pets", Kit).Status).ToList();

        Assert.Equal((201, 507), (statuses[0], statuses[^1]));
        Assert.Equal(204, api.Send("DELETE", "/pets/1").Status);
        Assert.Equal(204, api.Send("DELETE", "/pets/2").Status);
        Assert.Equal(201, api.Send("POST", "/pets", Kit).Status);
    }

    [Fact]
    public void An_item_has_a_limit()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxItemBytes = 1_000 });
        var secret = new string('x', 1_000);

        Assert.Equal(413, api.Send("POST", "/pets", $$"""{"name":"Kit","secret":"{{secret}}"}""").Status);
        Assert.Equal(413, api.Send("PATCH", "/pets/1", $$"""{"secret":"{{secret}}"}""").Status);
        Assert.Equal(["1", "2"], api.Ids("/pets"));
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_and_share_no_id()
    {
        var api = new StatefulApi(Documents.Pets);
        var ids = new System.Collections.Concurrent.ConcurrentBag<int>();

        await Parallel.ForAsync(0, 400, async (i, _) =>
        {
            await Task.Yield();
            var id = api.Send("POST", "/pets", Kit).Body!.Value.GetProperty("id").GetInt32();
            if (i % 2 == 0)
                Assert.Equal(204, api.Send("DELETE", $"/pets/{id}").Status);
            else
                ids.Add(id);
        }).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(202, api.Send("GET", "/pets").Body!.Value.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Changes_of_one_item_at_once_all_count()
    {
        var api = new StatefulApi(Documents.Pets);
        api.Send("PATCH", "/pets/2", """{"tags":[]}""");

        await Parallel.ForAsync(0, 5, async (i, _) =>
        {
            await Task.Yield();
            Assert.Equal(200, api.Send(
                "PATCH", "/pets/2", $$"""[{"op":"add","path":"/tags/-","value":"{{i}}"}]""", "application/json-patch+json").Status);
        }).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(5, api.Send("GET", "/pets/2").Body!.Value.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task Sandboxes_that_come_and_go_under_load_answer_always()
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { MaxSandboxes = 3, MaxBytes = 20_000 });

        await Parallel.ForAsync(0, 600, async (i, _) =>
        {
            await Task.Yield();
            if (i % 50 == 0)
                api.State.ResetAll();
            Assert.Equal(201, api.Send("POST", "/pets", Kit, sandbox: i % 7 == 0 ? "" : $"s{i % 7}").Status);
        }).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
