using System.Buffers;
using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.Redirect.Locations;

namespace GatewayKit.Plugins.Redirect;

/// <summary>
/// The options of <c>redirect</c>: <c>location</c>, or the parts of the address that change: <c>scheme</c>, <c>host</c>, <c>port</c>, and
/// <c>prefix</c> with <c>replacement</c>.
/// </summary>
public sealed record RedirectOptions : IValidatedOptions
{
    private static readonly SearchValues<char> s_notInPath = SearchValues.Create("\\?#{} \t");

    /// <summary>
    /// The status: 301 or 308 for a permanent redirect, which clients remember, 302, 303 or 307 for a temporary one. Clients repeat the
    /// method and the body with 307 and 308; with the others, they usually send a GET.
    /// </summary>
    [AllowedValues(301, 302, 303, 307, 308)]
    public int Status { get; init; } = 302;

    /// <summary>
    /// The target: a path that begins with <c>/</c>, or an <c>http</c> or <c>https</c> URL. After the host, it can contain values of the
    /// route's path, such as <c>{id}</c> or <c>{**rest}</c>; a value that the path doesn't have is empty.
    /// </summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? Location { get; init; }

    /// <summary>The new scheme: <c>http</c> or <c>https</c>.</summary>
    [AllowedValues("http", "https")]
    public string? Scheme { get; init; }

    /// <summary>The new host name or IP address, without a port.</summary>
    [StringLength(253, MinimumLength = 1)]
    public string? Host { get; init; }

    /// <summary>The new port. Default: the usual one with a new <c>scheme</c> or <c>host</c>, otherwise that of the request.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>The beginning of the path that <c>replacement</c> replaces, as whole segments, such as <c>/v1</c>. Requests with another
    /// path aren't redirected.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public string? Prefix { get; init; }

    /// <summary>The new beginning of the path instead of <c>prefix</c>, such as <c>/v2</c>; empty to remove it.</summary>
    [StringLength(1024)]
    public string? Replacement { get; init; }

    /// <summary>Whether the query of the request becomes a part of the location (<c>keep</c>) or not (<c>drop</c>).</summary>
    public QueryHandling Query { get; init; } = QueryHandling.Keep;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        var hasAuthority = (Scheme ?? Host) is not null || Port is not null;
        if (Location is not null)
        {
            if (hasAuthority || (Prefix ?? Replacement) is not null)
                yield return new OptionsError(
                    "location", "can't be combined with 'scheme', 'host', 'port', 'prefix' and 'replacement'; it is the whole target");
            if (LocationTemplate.Problem(Location) is { } problem)
                yield return new OptionsError("location", $"is {HeaderOptions.Quoted(Location)}; {problem}");
            yield break;
        }

        if (!hasAuthority && Prefix is null && Replacement is null)
            yield return new OptionsError(
                "", "would redirect each request to itself; set 'location', 'scheme', 'host', 'port', or 'prefix' and 'replacement'");
        if (Host is not null && !IsHost(Host))
            yield return new OptionsError(
                "host", $"is {HeaderOptions.Quoted(Host)}; it must be the name or the IP address of a host, without a port");
        foreach (var error in ValidatePrefix(hasAuthority))
            yield return error;
    }

    internal static bool IsPath(string path)
        => path.StartsWith('/') && !path.Contains("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny(s_notInPath)
            && HeaderOptions.IsValue(path);

    private IEnumerable<OptionsError> ValidatePrefix(bool hasAuthority)
    {
        if (Prefix is null != Replacement is null)
        {
            yield return Prefix is null
                ? new OptionsError("prefix", "is missing; 'replacement' replaces it")
                : new OptionsError("replacement", "is missing; it replaces 'prefix', and can be empty");
            yield break;
        }

        if (Prefix is null)
            yield break;
        if (!IsPath(Prefix) || Prefix.Length == 1)
            yield return new OptionsError(
                "prefix", $"is {HeaderOptions.Quoted(Prefix)}; it must be a path that begins with '/' and has a segment");
        if (Replacement is not (null or "" or "/") && !IsPath(Replacement))
            yield return new OptionsError(
                "replacement", $"is {HeaderOptions.Quoted(Replacement)}; it must be a path that begins with '/', or empty");
        else if (!hasAuthority && ChangedAddress.Extends(this))
        {
            yield return new OptionsError(
                "replacement",
                $"is {HeaderOptions.Quoted(Replacement!)}, which begins with the prefix, so that the new path would be redirected again");
        }
    }

    private static bool IsHost(string host)
        => Uri.CheckHostName(host) != UriHostNameType.Unknown && HeaderOptions.IsValue(host)
            && !host.Contains('@', StringComparison.Ordinal);
}
