using GatewayKit.Admin.Tests.Describing;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>Scans everything that leaves a gateway with a store for its secrets.</summary>
public sealed class SeededStoreTests(SeededStoreFixture fixture) : IClassFixture<SeededStoreFixture>
{
    private static readonly string[] s_ids = ["one", "gold", "last", "laptop", "key-auth", "basic-auth", "upstream-auth", "file"];

    private readonly SeededStore _store = fixture.Store;

    [Fact]
    public async Task No_answer_log_line_span_or_measurement_has_a_secret()
    {
        foreach (var operation in (await AdminDescription.ReadAsync(_store.Admin)).Where(operation => operation.Method == "GET"))
        {
            var read = 0;
            foreach (var path in PathsOf(operation))
            {
                var answer = await _store.Admin.GetAsync(path, AdminHost.AdminKey);
                _store.AssertHasNone(path, answer.Text);
                read += answer.Status == 200 ? 1 : 0;
            }

            Assert.True(read > 0, $"The scan reads nothing with {operation}: add the ids that it needs.");
        }

        Assert.All(_store.Answers, answer => _store.AssertHasNone("an answer to a write", answer));
        Assert.All(_store.LogLines, line => _store.AssertHasNone("log", line));
        Assert.All(_store.Telemetry, line => _store.AssertHasNone("telemetry", line));
    }

    [Fact]
    public async Task The_scan_sees_what_it_looks_for()
    {
        var usage = await _store.Admin.ReadAsync("/v1/statistics?by=route,consumer,statusClass", AdminHost.ViewerKey);
        var differences = await _store.Admin.ReadAsync($"/v1/revisions/{SeededStore.Last}/diff?against=1", AdminHost.ViewerKey);

        Assert.Contains(usage["items"]!.AsArray(), item => (string?)item!["consumer"] == "one");
        Assert.True(differences["differences"]!.AsArray().Count > 5);
        Assert.Contains(_store.LogLines, line => line.Contains("called PUT /v1/entries/routes/one", StringComparison.Ordinal));
        Assert.Contains(_store.Telemetry, line => line.StartsWith("GatewayKit gatewaykit.upstream", StringComparison.Ordinal));
        Assert.Contains(_store.Telemetry, line => line.StartsWith("GatewayKit ", StringComparison.Ordinal) && line.Contains("route=one"));
    }

    /// <summary>The paths of an operation, with every kind, id and number.</summary>
    private static IEnumerable<string> PathsOf(AdminOperation operation)
    {
        foreach (var path in operation.PathsWith(name => name switch
        {
            "n" => Enumerable.Range(1, SeededStore.Last).Select(number => $"{number}"),
            "kind" => EntryKinds.All,
            _ => s_ids,
        }))
        {
            yield return path + operation.Path switch
            {
                "/v1/revisions/{n}/diff" => "?against=0",
                "/v1/statistics" => "?by=route,consumer,statusClass&interval=minute",
                "/v1/entries" => "?limit=1000",
                _ => "",
            };
            if (operation.Path == "/v1/revisions/{n}/diff")
                yield return path;
        }
    }
}
