namespace GatewayKit.Telemetry.Sampling;

/// <summary>The head of a request as it is recorded.</summary>
internal sealed record SampledHead
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>The host with or without a port.</summary>
    public required string Host { get; init; }

    /// <summary>The path as the client sent it, and the query parameters that routes match by.</summary>
    public required string Target { get; init; }

    /// <summary>The names that were recorded.</summary>
    public required IRecordedNames Names { get; init; }

    /// <summary>Whether the query had other parameters.</summary>
    public bool HasOtherParameters { get; init; }

    /// <summary>The length of the body; null if it isn't known.</summary>
    public long? Length { get; init; }

    /// <summary>The headers whose values are kept.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The names of the headers whose values aren't kept.</summary>
    public required IReadOnlyList<string> OtherHeaders { get; init; }

    /// <summary>Whether there may be further headers.</summary>
    public bool AreHeadersCut { get; init; }

    /// <summary>The status of the response; null if the client didn't wait for it.</summary>
    public int? Status { get; init; }

    /// <summary>The name of the caller; null if it isn't known.</summary>
    public string? Consumer { get; init; }

    /// <summary>The groups of the caller.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Reads a record.</summary>
    public static SampledHead Read(ReadOnlySpan<byte> bytes, IRecordedNames names)
    {
        var reader = new HeadReader(bytes);
        var (method, scheme, host, target) = (reader.ReadText(), reader.ReadText(), reader.ReadText(), reader.ReadText());
        var (hasOthers, length) = (reader.ReadNumber() == 1, reader.ReadNumber());
        var (headers, others) = (new List<KeyValuePair<string, string>>(), new List<string>());
        var mark = reader.ReadMark();
        for (; mark is HeaderMark.Kept or HeaderMark.Named; mark = reader.ReadMark())
        {
            var name = reader.ReadText();
            if (mark == HeaderMark.Kept)
                headers.Add(new(name, reader.ReadText()));
            else
                others.Add(name);
        }

        var status = (int)reader.ReadNumber();
        var hasCaller = reader.ReadNumber() == 1;
        var (consumer, groups) = hasCaller ? (reader.ReadText(), reader.ReadText()) : (null, "");
        return new SampledHead
        {
            Method = method,
            Scheme = scheme,
            Host = host,
            Target = target,
            Names = names,
            HasOtherParameters = hasOthers,
            Length = length < 0 ? null : length,
            Headers = headers,
            OtherHeaders = others,
            AreHeadersCut = mark == HeaderMark.Cut,
            Status = status == 0 ? null : status,
            Consumer = consumer,
            Groups = groups.Split(',', StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
