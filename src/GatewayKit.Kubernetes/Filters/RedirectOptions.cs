using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-redirect</c>.</summary>
internal sealed record RedirectOptions : IValidatedOptions
{
    /// <summary>The scheme; null for that of the request.</summary>
    public string? Scheme { get; init; }

    /// <summary>The host name; null for that of the request.</summary>
    [StringLength(253, MinimumLength = 1)]
    public string? Host { get; init; }

    /// <summary>The port; null for the usual one of the scheme.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>The path that replaces the whole path; null to keep it.</summary>
    public string? Path { get; init; }

    /// <summary>The prefix of the path that <see cref="Replacement"/> replaces.</summary>
    public string? Prefix { get; init; }

    /// <summary>The replacement of <see cref="Prefix"/>.</summary>
    public string? Replacement { get; init; }

    /// <summary>The status.</summary>
    public int Status { get; init; } = 302;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Scheme is not (null or "http" or "https"))
            yield return new OptionsError("scheme", $"is {HeaderOptions.Quoted(Scheme)}; it must be http or https");
        if (Status is not (301 or 302 or 303 or 307 or 308))
            yield return new OptionsError("status", $"is {Status}; it must be 301, 302, 303, 307 or 308");
        if ((Prefix is null) != (Replacement is null))
            yield return new OptionsError("prefix", "needs 'replacement', and the other way round");
        if (Path is not null && Prefix is not null)
            yield return new OptionsError("path", "can't be combined with 'prefix'");
    }
}
