using GatewayKit.Configuration;
using GatewayKit.Telemetry.Sampling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Statistics.Sampling;

/// <summary>
/// Records the head of a request: the method, the scheme, the host, the path, the length of the body, the names of the headers, and of
/// headers and query parameters only the values that routes compare. So credentials and cookies are never kept, whatever their names.
/// </summary>
internal sealed class HeadRecorder(SampleSettings settings)
{
    private const int MaxName = 64;

    /// <summary>The bytes for the end of the record: the status and the caller.</summary>
    private const int Reserved = 256;

    // The headers are copied out, because an enumerator of the server's dictionary is boxed.
    [ThreadStatic]
    private static KeyValuePair<string, StringValues>[]? s_copy;

    private RecordedNames? _names;
    private int _isReading;

    /// <summary>Reads the names of a configuration that became active, so that no request has to.</summary>
    public void Prepare(GatewayConfig config)
    {
        if (Volatile.Read(ref _names)?.AreOf(config) != true)
            Volatile.Write(ref _names, new RecordedNames(config, settings));
    }

    /// <returns>The record; empty if the place is in use, or the head is too long.</returns>
    public SampledRequest Record(HttpContext http, GatewayConfig config, SampleSlot slot, long minute)
    {
        Span<byte> bytes = stackalloc byte[SampleSlot.MaxLength - Reserved];
        var writer = new HeadWriter(bytes);
        var names = NamesOf(config);
        return TryWrite(ref writer, http, names) ? slot.Begin(writer.Written, names, minute) : default;
    }

    private static bool TryWrite(ref HeadWriter writer, HttpContext http, RecordedNames names)
    {
        var request = http.Request;
        if (!writer.TryWrite(request.Method) || !writer.TryWrite(request.Scheme) || !writer.TryWrite(request.Host.Value)
            || !RecordedTarget.TryWrite(ref writer, http.Features.Get<IHttpRequestFeature>()?.RawTarget, names)
            || !writer.TryWrite(request.ContentLength ?? -1))
            return false;

        var count = request.Headers.Count;
        if (s_copy is null || s_copy.Length < count)
            s_copy = new KeyValuePair<string, StringValues>[Math.Max(count, 64)];
        var copy = s_copy;
        request.Headers.CopyTo(copy, 0);
        try
        {
            return TryWriteHeaders(ref writer, copy.AsSpan(0, count), names);
        }
        finally
        {
            Array.Clear(copy, 0, count);
        }
    }

    private static bool TryWriteHeaders(
        ref HeadWriter writer, ReadOnlySpan<KeyValuePair<string, StringValues>> headers, RecordedNames names)
    {
        var isCut = false;
        foreach (ref readonly var header in headers)
        {
            if (names.HasHeader(header.Key) && !TryWriteValues(ref writer, header.Key, header.Value))
                isCut = true;
        }

        foreach (ref readonly var header in headers)
        {
            if (!isCut && !names.HasHeader(header.Key) && !IsHost(header.Key))
                isCut = !TryWriteName(ref writer, header.Key);
        }

        return writer.TryMark(isCut ? HeaderMark.Cut : HeaderMark.End);
    }

    /// <summary>Writes the values of a header. A token among them is a secret, so that only the name is written.</summary>
    private static bool TryWriteValues(ref HeadWriter writer, string name, in StringValues values)
    {
        var start = writer.Length;
        foreach (var value in values)
        {
            if (SecretNames.IsToken(value))
            {
                writer.Length = start;
                return TryWriteName(ref writer, name);
            }

            if (!writer.TryMark(HeaderMark.Kept) || !writer.TryWrite(name) || !writer.TryWrite(value) || !writer.HasRest)
            {
                writer.Length = start;
                return false;
            }
        }

        return true;
    }

    private static bool TryWriteName(ref HeadWriter writer, string name)
    {
        var start = writer.Length;
        if (name.Length <= MaxName && writer.TryMark(HeaderMark.Named) && writer.TryWrite(name) && writer.HasRest)
            return true;

        writer.Length = start;
        return false;
    }

    private static bool IsHost(string name) => name.Equals("Host", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the names of a configuration. While another request reads them from a new one, those before are used.</summary>
    private RecordedNames NamesOf(GatewayConfig config)
    {
        var names = Volatile.Read(ref _names);
        if (names?.AreOf(config) == true || (names is not null && Interlocked.Exchange(ref _isReading, 1) == 1))
            return names;

        try
        {
            names = new RecordedNames(config, settings);
            Volatile.Write(ref _names, names);
            return names;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
