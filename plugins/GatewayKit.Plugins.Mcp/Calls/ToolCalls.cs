using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using GatewayKit.OpenApi.Http;
using GatewayKit.Plugins.Mcp.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>
/// Calls tools: sends the request to the gateway's own route, with the caller's credentials, and returns its response as a result. The
/// route authenticates, limits, validates and logs it like the request of any client.
/// </summary>
internal sealed partial class ToolCalls(McpOptions options, ISubrequestSender subrequests, TimeProvider time, ILogger logger)
{
    private readonly ToolRequests _requests = new(options.BasePath);
    private readonly string _late = string.Create(CultureInfo.InvariantCulture,
        $"The API didn't respond within {options.Timeout.TotalSeconds} seconds.");

    /// <summary>Calls a tool. Failures that the model can handle are results.</summary>
    public async Task<CallToolResult> CallAsync(
        GatewayContext context, OperationTool tool, IDictionary<string, JsonElement>? arguments, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = Request(_requests.Write(tool, AsObject(arguments)), context);
            return await SendAsync(context, tool, request, both.Token).ConfigureAwait(false);
        }
        catch (InvalidArgumentsException e)
        {
            return ToolResults.Error(e.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return ToolResults.Error(_late);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            LogFailed(tool.Description.Name, context.Route.Id, e.Message);
            return ToolResults.Error("The API's response failed.");
        }
    }

    private async Task<CallToolResult> SendAsync(
        GatewayContext context, OperationTool tool, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await subrequests.SendAsync(context, request, cancellation).ConfigureAwait(false);
        if (await BodyOf(response, cancellation).ConfigureAwait(false) is not { } encoded)
            return TooLong();

        var coding = string.Join(", ", response.Content.Headers.ContentEncoding);
        return BodyCoding.Decode(encoded, coding, options.MaxResponseSize.Bytes, out var body) switch
        {
            BodyDecoding.Decoded => ToolResults.Of(
                tool, new ToolAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), body)),
            BodyDecoding.TooLong => TooLong(),
            _ => ToolResults.Error("The API's response has an invalid or unsupported content coding."),
        };

        CallToolResult TooLong() => ToolResults.Error($"The API's response is longer than {options.MaxResponseSize}.");
    }

    private HttpRequestMessage Request(ToolRequest described, GatewayContext context)
    {
        var request = new HttpRequestMessage(new HttpMethod(described.Method), new Uri(described.Target, UriKind.Relative));
        if (described.ContentType is not null)
        {
            request.Content = new ReadOnlyMemoryContent(described.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(described.ContentType);
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.5");
        foreach (var (name, value) in described.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        subrequests.CopyCredentials(context, request);
        foreach (var name in options.ForwardHeaders)
            subrequests.CopyHeader(context, request, name);
        return request;
    }

    /// <summary>Reads a body; <c>null</c> if it is too long.</summary>
    private async Task<byte[]?> BodyOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        var limit = options.MaxResponseSize.Bytes;
        if (response.Content.Headers.ContentLength > limit)
            return null;

        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > limit)
                return null;
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static JsonElement AsObject(IDictionary<string, JsonElement>? arguments)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }

    [LoggerMessage(1, LogLevel.Warning, "The call of tool '{Tool}' on route '{Route}' failed: {Reason}")]
    private partial void LogFailed(string tool, string route, string reason);
}
