using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Serves <c>POST /plugins/{plugin}/{command}</c>. The query has the arguments; the argument <c>entry</c> selects one entry of the
/// configuration. Returns 200 if an entry ran the command, 400 if an argument is rejected, 404 if no entry has the command,
/// 500 if an entry failed.
/// </summary>
internal sealed class CommandEndpoint(PluginCommands commands, AdminHosts hosts) : IDisposable
{
    /// <summary>The route pattern of commands, also of malformed ones.</summary>
    public const string Pattern = Prefix + "{**command}";

    private const string Prefix = "/plugins/";
    private const int MaxArguments = 32;
    private const int MaxRunning = 8;

    private static readonly GatewayResponse s_unknownPath = Problem(404, "Not Found", "A command is POST /plugins/PLUGIN/COMMAND.");

    private static readonly GatewayResponse s_notPost =
        Problem(405, "Method Not Allowed", "A command is sent with POST.").WithHeader("Allow", "POST");

    private static readonly GatewayResponse s_fromPage =
        Problem(403, "Forbidden", "Commands from pages in a browser, which have the Origin header, aren't allowed.");

    private static readonly GatewayResponse s_host = Problem(403, "Forbidden",
        "The Host header must name localhost, the address that the request is sent to, or a name that the gateway allows (--admin-hosts).");

    private static readonly GatewayResponse s_arguments =
        Problem(400, "Bad Request", $"A command can have at most {MaxArguments} arguments, each at most once.");

    private static readonly GatewayResponse s_busy =
        Problem(503, "Service Unavailable", $"{MaxRunning} commands are running.").WithHeader("Retry-After", "1");

    private readonly SemaphoreSlim _running = new(MaxRunning);

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var answer = Parts(request.Path.Value!) switch
        {
            // A page in an operator's browser can send commands, too: cross-origin, or with its own name that resolves to this address.
            _ when request.Headers.ContainsKey("Origin") => s_fromPage,
            _ when !hosts.Allows(context) => s_host,
            [{ Length: > 0 }, { Length: > 0 }] when !HttpMethods.IsPost(request.Method) => s_notPost,
            [{ Length: > 0 }, { Length: > 0 }] when request.Query.Count > MaxArguments
                || request.Query.Any(argument => argument.Value.Count > 1)
                => s_arguments,
            [{ Length: > 0 } plugin, { Length: > 0 } name] => await RunAsync(context, plugin, name).ConfigureAwait(false),
            _ => s_unknownPath,
        };
        await answer.WriteUncachedAsync(context).ConfigureAwait(false);
    }

    public void Dispose() => _running.Dispose();

    // The pattern also matches the prefix without its slash.
    private static string[] Parts(string path) => path.Length > Prefix.Length ? path[Prefix.Length..].Split('/') : [];

    private async Task<GatewayResponse> RunAsync(HttpContext context, string plugin, string name)
    {
        if (!await _running.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
            return s_busy;

        try
        {
            var arguments = context.Request.Query.Where(argument => argument.Key != "entry")
                .ToDictionary(argument => argument.Key, argument => argument.Value.ToString(), StringComparer.Ordinal);
            var command = new PluginCommand { Name = name, Arguments = arguments, CancellationToken = context.RequestAborted };
            var answer = await commands.RunAsync(plugin, context.Request.Query["entry"], command).ConfigureAwait(false);
            return answer.Missing is { } missing ? Problem(404, "Not Found", missing) : Describe(answer.Outcomes);
        }
        finally
        {
            _running.Release();
        }
    }

    private static GatewayResponse Describe(IReadOnlyList<CommandOutcome> outcomes)
    {
        var status = outcomes switch
        {
            _ when outcomes.Any(outcome => outcome.HasFailed) => StatusCodes.Status500InternalServerError,
            _ when outcomes.Any(outcome => !outcome.Result.IsDone) => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("entries");
            foreach (var outcome in outcomes)
            {
                writer.WriteStartObject();
                writer.WriteString("entry", outcome.Entry);
                writer.WriteBoolean("done", outcome.Result.IsDone);
                writer.WriteString("message", outcome.Result.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new GatewayResponse(status).WithBody(buffer.WrittenMemory, "application/json");
    }

    private static GatewayResponse Problem(int status, string title, string detail) => GatewayResponse.Problem(status, title, detail);
}
