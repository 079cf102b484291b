using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>The locations in which a plugin accepts credentials. Create it once, in the plugin's constructor.</summary>
public sealed class CredentialLocations
{
    private readonly CredentialLocation[] _locations;
    private readonly int _maximumLength;

    /// <summary>Initializes a new instance with locations.</summary>
    /// <param name="locations">The locations. A location that is listed twice would find each credential twice.</param>
    /// <param name="maximumLength">The maximum length of a credential, in characters; at least 1.</param>
    public CredentialLocations(IEnumerable<CredentialLocation> locations, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(locations);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 1);
        _locations = [.. locations];
        _maximumLength = maximumLength;
    }

    /// <summary>
    /// Finds the credentials of a request in all locations. Allocates only if a query parameter has one of the names.
    /// </summary>
    /// <param name="request">The request.</param>
    public PresentedCredential Find(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var search = default(CredentialSearch);
        foreach (var location in _locations)
            location.Find(request, ref search);
        return search.Result(_maximumLength);
    }

    /// <summary>
    /// Removes everything from the request that <see cref="Find"/> would find, so that later plugins and the upstream don't see it: the
    /// header (if it has one of the schemes), the pair of the Cookie header, the query parameter. The other cookies and parameters stay
    /// unchanged, byte for byte. Doesn't allocate if there is nothing to remove.
    /// </summary>
    /// <param name="request">The request.</param>
    public void Remove(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var location in _locations)
            location.Remove(request);
    }
}
