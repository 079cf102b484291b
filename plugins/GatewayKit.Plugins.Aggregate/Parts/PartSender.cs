using System.Buffers;
using System.Net;
using System.Text.Json;
using GatewayKit.Expressions;
using GatewayKit.Plugins.Aggregate.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>Sends the requests of parts through the gateway.</summary>
/// <param name="context">The exchange.</param>
/// <param name="sender">Sends subrequests.</param>
/// <param name="options">The options.</param>
internal sealed class PartSender(GatewayContext context, ISubrequestSender sender, AggregateOptions options)
{
    private static readonly string[] s_passedHeaders = ["WWW-Authenticate", "Retry-After"];

    private readonly PartBodyReader _bodies = new(options);

    /// <summary>Sends a request.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<PartResult> SendAsync(Part part, TemplateData data, CancellationToken cancellation)
    {
        try
        {
            using var request = Create(part, data);
            using var response = await sender.SendAsync(context, request, cancellation).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            var headers = HeadersOf(response);
            if (status is < 200 or >= 300 && !part.Options.AcceptStatuses.Contains(status))
                return new(status, headers, part.Default, MisspelledPath(part, data, status) ?? Rejected(status, response));

            if (IsRange(response))
                throw new PartException("responded with a range of its content");

            // The length of a response to HEAD is that of another one.
            var body = part.Options.Method == "HEAD" ? TemplateValue.Missing
                : await _bodies.ReadAsync(response, cancellation).ConfigureAwait(false);
            return new(status, headers, body, null);
        }
        catch (PartException error)
        {
            return new(0, [], part.Default, new PartFailure(error.Status, error.Message));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(0, [], part.Default, new PartFailure(502, "ended prematurely"));
        }
    }

    /// <summary>Returns the error of a template: of the client if it uses only values of its request.</summary>
    public static PartException Unrendered(Part part)
        => new("needs a value that is missing or invalid") { Status = part.Needs.Length == 0 ? 400 : 502 };

    /// <summary>Returns the failure of a part that is rejected because a value changes the structure of its path; null for another
    /// reason. The gateway decides about the path, because a route can allow encoded slashes, for example.</summary>
    private static PartFailure? MisspelledPath(Part part, TemplateData data, int status)
        => status == 400 && InvalidValueOf(part, data) is var (value, problem)
            ? new PartFailure(StatusOf(value), DetailOf(problem)) { PartStatus = status }
            : null;

    private static (PathValue Value, string Problem)? InvalidValueOf(Part part, TemplateData data)
    {
        foreach (var value in part.PathValues)
        {
            if (PathValue.ProblemOf(data.Render(value.Template)) is { } problem)
                return (value, problem);
        }

        return null;
    }

    private static int StatusOf(PathValue value) => value.IsClients ? 400 : 502;

    private static string DetailOf(string problem) => $"can't be requested, because a value in its path has {problem}";

    /// <summary>Returns whether a response has a range of the content only (RFC 9110, sections 14.4 and 15.3.7).</summary>
    private static bool IsRange(HttpResponseMessage response)
        => response.StatusCode == HttpStatusCode.PartialContent
            || (response.IsSuccessStatusCode && response.Content.Headers.NonValidated.Contains("Content-Range"));

    private static PartFailure Rejected(int status, HttpResponseMessage response) => new(502, $"responded with {status}")
    {
        PartStatus = status,
        Headers =
        [
            .. s_passedHeaders
                .Where(name => response.Headers.NonValidated.Contains(name))
                .SelectMany(name => response.Headers.NonValidated[name], KeyValuePair.Create)
                .Where(header => HeaderOptions.IsValue(header.Value)),
        ],
    };

    private static Dictionary<string, TemplateValue> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, TemplateValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (values.Count == 1)
                headers[name] = TemplateValue.Of(values.ToString());
        }

        return headers;
    }

    private HttpRequestMessage Create(Part part, TemplateData data)
    {
        HttpRequestMessage? request = null;
        try
        {
            var target = data.RenderTarget(part.Target);
            // The server would remove these segments and others before them, so that another route could answer.
            if (PathValue.HasDots(target) && InvalidValueOf(part, data) is var (invalid, problem))
                throw new PartException(DetailOf(problem)) { Status = StatusOf(invalid) };

            request = new HttpRequestMessage(new HttpMethod(part.Options.Method), new Uri(target, UriKind.Relative));
            foreach (var (name, template) in part.Headers)
            {
                var value = data.Render(template);
                if (!HeaderOptions.IsValue(value))
                    throw Unrendered(part);
                request.Headers.TryAddWithoutValidation(name, value);
            }

            if (part.Body is { } body)
                request.Content = ContentOf(body, data);
        }
        catch (Exception error) when (error is ExpressionException or TemplateException or UriFormatException)
        {
            request?.Dispose();
            throw Unrendered(part);
        }

        foreach (var name in part.Options.CopyHeaders)
            sender.CopyHeader(context, request, name);
        if (part.Options.Credentials)
            sender.CopyCredentials(context, request);
        return request;
    }

    private ReadOnlyMemoryContent ContentOf(DataTemplate body, TemplateData data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonOutput.Options))
            body.Write(json, data, options.MaxBodySize.Bytes);
        return new ReadOnlyMemoryContent(buffer.WrittenMemory) { Headers = { ContentType = new("application/json") } };
    }
}
