using System.Text.Json;
using System.Text.Unicode;
using GatewayKit.Bodies;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>Reads the bodies of the parts of an exchange, up to the limits.</summary>
internal sealed class PartBodyReader(AggregateOptions options)
{
    private readonly JsonDocumentOptions _format = new() { MaxDepth = options.MaxDepth, AllowDuplicateProperties = false };
    private long _total;

    /// <returns>The body; nil for none.</returns>
    /// <exception cref="PartException">The body is too long, or isn't JSON.</exception>
    public async Task<TemplateValue> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var limit = options.MaxBodySize.Bytes;
        if (response.Content.Headers.ContentLength > limit)
            throw TooLong();

        var encoded = await ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false);
        var body = encoded.IsEmpty ? encoded : await DecodeAsync(response.Content, encoded, limit).ConfigureAwait(false);
        if (body.IsEmpty)
            return TemplateValue.Missing;
        if (Interlocked.Add(ref _total, body.Length) > options.MaxTotalSize.Bytes)
            throw new PartException("has a body with which all are longer than 'maxTotalSize'");
        if (!IsJson(response.Content.Headers.ContentType?.MediaType))
            throw new PartException("has a body that isn't JSON");

        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        try
        {
            var element = JsonElement.Parse(body.Span, _format);
            CheckTexts(body.Span);
            return TemplateValue.Of(element);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PartException("has a body that isn't valid JSON, or is too deep");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long limit, CancellationToken cancellation)
    {
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (body.Length + count > limit)
                    throw TooLong();
                body.Write(buffer.AsSpan(0, count));
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> DecodeAsync(HttpContent content, ReadOnlyMemory<byte> encoded, long limit)
    {
        var names = content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToArray() : [];
        if (ContentCoding.Of(names) is not { } coding)
            throw new PartException("has a content coding that isn't supported");

        try
        {
            return await WholeBody.DecodeAsync(encoded, coding, limit, BodyFaults.OfResponse).ConfigureAwait(false);
        }
        catch (UpstreamFailureException error)
        {
            throw error.Kind == UpstreamFailure.BodyTooLarge ? TooLong() : new PartException("has a body that can't be decoded");
        }
    }

    /// <summary>Checks the texts and names, which the parser doesn't: templates and the answer read them later.</summary>
    /// <exception cref="InvalidOperationException">A text isn't Unicode.</exception>
    private void CheckTexts(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw new InvalidOperationException("The body isn't UTF-8.");
        if (body.IndexOf("\\u"u8) < 0)
            return;

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = _format.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString();
        }
    }

    private static bool IsJson(string? type)
        => type is not null && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static PartException TooLong() => new("has a body that is longer than 'maxBodySize'");
}
