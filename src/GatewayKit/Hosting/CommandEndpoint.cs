using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Hosting;

/// <summary>
/// Answers <c>POST /plugins/{plugin}/{command}</c>: the query has the arguments, <c>entry</c> among them names one entry of the
/// configuration. 200 if an entry has done it, 400 if one refuses an argument, 404 if none has such a command, 500 if one failed.
/// </summary>
internal sealed class CommandEndpoint(PluginCommands commands)
{
    private const string Prefix = "/plugins/";
    private const int MaxArguments = 32;

    public static bool Matches(HttpRequest request) => request.Path.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value![Prefix.Length..].Split('/') is not [{ Length: > 0 } plugin, { Length: > 0 } name])
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (request.Headers.ContainsKey("Origin"))
        {
            // A page in the browser of whoever operates the gateway can send this, too.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (request.Query.Count > MaxArguments || request.Query.Any(argument => argument.Value.Count > 1))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            var arguments = request.Query.Where(argument => argument.Key != "entry").ToDictionary(argument => argument.Key, argument => argument.Value.ToString(), StringComparer.Ordinal);
            var command = new PluginCommand { Name = name, Arguments = arguments, CancellationToken = context.RequestAborted };
            await WriteAsync(context.Response, await commands.RunAsync(plugin, request.Query["entry"], command).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(HttpResponse response, IReadOnlyList<CommandOutcome> outcomes)
    {
        var known = outcomes.Where(outcome => outcome.Result.Message is not null).ToList();
        response.StatusCode = known switch
        {
            [] => StatusCodes.Status404NotFound,
            _ when known.Exists(outcome => outcome.HasFailed) => StatusCodes.Status500InternalServerError,
            _ when known.Exists(outcome => !outcome.Result.IsDone) => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("entries");
            foreach (var outcome in known)
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
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        return response.Body.WriteAsync(buffer.WrittenMemory).AsTask();
    }
}
