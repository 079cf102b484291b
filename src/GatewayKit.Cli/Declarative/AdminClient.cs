using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Calls the admin API of a gateway.</summary>
internal sealed class AdminClient : IDisposable
{
    private const int PageSize = 1000;
    private const int MaximumAttempts = 10;
    private const int UnprocessableContent = 422;

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client;
    private readonly string? _key;

    public AdminClient(Uri url, string? key)
    {
        (Url, _key) = (url, key);

        // A proxy of the environment would get the key, and can't reach the loopback addresses of this machine.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !url.IsLoopback };
        _client = new HttpClient(handler) { BaseAddress = url, Timeout = s_timeout };
    }

    public Uri Url { get; }

    /// <summary>Reads all entries as of one revision.</summary>
    /// <exception cref="ToolException">The gateway doesn't answer, or with an error.</exception>
    public async Task<StoreEntries> ReadAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaximumAttempts; attempt++)
        {
            var entries = new List<JsonObject>();
            long? revision = null;
            string? next = null;
            do
            {
                var path = $"v1/entries?limit={PageSize}{(next is null ? "" : $"&cursor={next}")}";
                var page = await GetAsync(path, cancellation).ConfigureAwait(false);
                var of = (long)page["revision"]!;
                if (revision is { } first && first != of)
                {
                    revision = null;
                    break;
                }

                revision = of;
                entries.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject()));
                next = (string?)page["next"];
            }
            while (next is not null);

            if (revision is { } number)
                return new StoreEntries(number, entries);
        }

        throw new ToolException("the store changes so often that it can't be read as of one revision. Try again.");
    }

    /// <summary>Changes entries as one revision.</summary>
    /// <param name="transaction">The changes.</param>
    /// <param name="isDryRun">Whether they are only checked.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The result; or the errors of the configuration.</returns>
    /// <exception cref="ToolException">The gateway doesn't answer, or with another error.</exception>
    public Task<(JsonObject? Result, IReadOnlyList<JsonObject> Errors)> ApplyAsync(
        JsonObject transaction, bool isDryRun, CancellationToken cancellation)
        => ChangeAsync($"v1/transactions?dryRun={(isDryRun ? "true" : "false")}", transaction, cancellation);

    /// <summary>Writes the content of an earlier revision as a new one.</summary>
    /// <param name="revision">The number of the earlier revision.</param>
    /// <param name="request">The request.</param>
    /// <param name="isDryRun">Whether it is only checked.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The result; or the problem with the errors of the configuration.</returns>
    /// <exception cref="ToolException">The gateway doesn't answer, or with another error.</exception>
    public Task<(JsonObject? Result, JsonObject? Problem)> RollBackAsync(
        long revision, JsonObject request, bool isDryRun, CancellationToken cancellation)
        => PostAsync(
            string.Create(CultureInfo.InvariantCulture, $"v1/revisions/{revision}/rollback?dryRun={(isDryRun ? "true" : "false")}"),
            request, cancellation);

    /// <summary>Returns whether the gateway has a store.</summary>
    /// <exception cref="ToolException">The gateway doesn't answer, or with an error.</exception>
    public async Task<bool> HasStoreAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/entries?limit=1");
        var (status, body) = await SendAsync(request, cancellation).ConfigureAwait(false);
        return status switch
        {
            HttpStatusCode.OK when body is not null => true,
            HttpStatusCode.NotFound when body is not null => false,
            _ => throw Failure(status, body),
        };
    }

    /// <summary>Compares a change for the requests of the gateway's sample.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The report; or the errors of the configuration.</returns>
    /// <exception cref="ToolException">The gateway doesn't answer, or with another error.</exception>
    public Task<(JsonObject? Result, IReadOnlyList<JsonObject> Errors)> PlanAsync(JsonObject change, CancellationToken cancellation)
        => ChangeAsync("v1/plan", change, cancellation);

    public void Dispose() => _client.Dispose();

    /// <summary>Returns the errors of a problem.</summary>
    public static IReadOnlyList<JsonObject> ErrorsOf(JsonObject problem)
        => [.. (problem["errors"] as JsonArray ?? []).Select(error => error!.AsObject())];

    private async Task<(JsonObject? Result, IReadOnlyList<JsonObject> Errors)> ChangeAsync(
        string path, JsonObject change, CancellationToken cancellation)
    {
        var (result, problem) = await PostAsync(path, change, cancellation).ConfigureAwait(false);
        return (result, problem is null ? [] : ErrorsOf(problem));
    }

    private async Task<(JsonObject? Result, JsonObject? Problem)> PostAsync(
        string path, JsonObject change, CancellationToken cancellation)
    {
        using var content = new StringContent(change.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        var (status, body) = await SendAsync(request, cancellation).ConfigureAwait(false);
        if ((int)status == UnprocessableContent && body?["errors"] is JsonArray)
            return (null, body);
        return status == HttpStatusCode.OK && body is not null ? (body, null) : throw Failure(status, body);
    }

    private async Task<JsonObject> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var (status, body) = await SendAsync(request, cancellation).ConfigureAwait(false);
        return status == HttpStatusCode.OK && body is not null ? body : throw Failure(status, body);
    }

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (_key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        try
        {
            using var response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return (response.StatusCode, Parse(text));
        }
        catch (HttpRequestException error)
        {
            throw new ToolException($"the gateway at {Url} doesn't answer: {error.Message} Start it with --admin-urls.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolException($"the gateway at {Url} didn't answer in time.", error);
        }
        catch (FormatException error)
        {
            throw new ToolException("--admin-key: the key can't be sent in a header.", error);
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ToolException Failure(HttpStatusCode status, JsonObject? problem)
    {
        var reason = status switch
        {
            HttpStatusCode.Unauthorized => "the key is missing or isn't valid. Set GATEWAYKIT_ADMIN_KEY or --admin-key.",
            HttpStatusCode.Conflict => $"another writer was faster, and nothing was written. {problem?["detail"]} Run the command again.",
            _ => (string?)problem?["detail"] ?? "this isn't the admin address of a gateway, or its version is another one.",
        };
        var errors = (problem?["errors"] as JsonArray ?? []).Select(error => $" {error?["location"]}: {error?["message"]}");
        return new ToolException(
            $"the gateway at {Url} answers {((int)status).ToString(CultureInfo.InvariantCulture)}: {reason}"
                + (status == HttpStatusCode.Conflict ? "" : string.Concat(errors)));
    }
}
