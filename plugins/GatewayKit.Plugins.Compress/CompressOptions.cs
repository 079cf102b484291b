using System.ComponentModel.DataAnnotations;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Compress;

/// <summary>The options of <c>compress</c>.</summary>
public sealed record CompressOptions : IValidatedOptions
{
    private static readonly string[] s_codings = ["br", "gzip", "zstd"];

    /// <summary>
    /// The codings to use: <c>br</c>, <c>gzip</c>, <c>zstd</c>. If a client accepts several equally, the first one is used.
    /// </summary>
    [Length(1, 3)]
    public IReadOnlyList<string> Codings { get; init; } = ["br", "zstd", "gzip"];

    /// <summary>The relation of processor time to size.</summary>
    public CompressionEffort Level { get; init; } = CompressionEffort.Fast;

    /// <summary>The minimum size of a body whose length is known. A shorter one saves no packet.</summary>
    public ByteSize MinSize { get; init; } = ByteSize.Kilobytes(1);

    /// <summary>
    /// The media types to compress: a type such as <c>application/json</c>, all of a kind such as <c>text/*</c>, or all with a suffix
    /// such as <c>*+json</c>.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<string> ContentTypes { get; init; } =
        [.. MediaTypes.Text, "application/wasm", "application/vnd.ms-fontobject", "font/ttf", "font/otf", "image/bmp", "image/x-icon"];

    /// <summary>
    /// Whether responses with <c>Set-Cookie</c>, and responses to requests with cookies or other credentials that browsers send by
    /// themselves, are compressed. The size of a compressed page can reveal its secrets to an attacker (BREACH) if it also contains text of
    /// the request.
    /// </summary>
    public bool WithCookies { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        for (var i = 0; i < Codings.Count; i++)
        {
            if (!s_codings.Contains(Codings[i]))
                yield return new OptionsError($"codings[{i}]", $"is {HeaderOptions.Quoted(Codings[i])}; it must be br, gzip or zstd");
            else if (Codings.Take(i).Contains(Codings[i]))
                yield return new OptionsError($"codings[{i}]", $"is '{Codings[i]}' again; list each coding once");
        }

        if (MinSize.Bytes < 0)
            yield return new OptionsError("minSize", $"is {MinSize}; it must not be negative");
        foreach (var error in MediaTypes.Validate("contentTypes", ContentTypes))
            yield return error;
    }
}
