using System.Globalization;
using GatewayKit.Authentication;

namespace GatewayKit.Acme.Protocol;

/// <summary>
/// Talks to an ACME server for one order:
/// <list type="number">
/// <item>reads the directory once</item>
/// <item>signs each request with a nonce that no other request has used</item>
/// <item>repeats a request whose nonce the server doesn't accept, a limited number of times</item>
/// <item>turns problem documents into exceptions</item>
/// </list>
/// </summary>
internal sealed class AcmeServer(Uri directory, AcmeHttp http)
{
    // An order has a dozen requests. With a server that rejects a fifth of the nonces, as Pebble can, five attempts would fail one order in
    // 250; ten fail one in a million.
    private const int MostAttempts = 10;

    private readonly NoncePool _nonces = new();
    private DirectoryResource? _directory;

    /// <summary>Gets the name of the server for messages.</summary>
    public string Name => directory.Authority;

    /// <summary>Returns the server's directory.</summary>
    /// <exception cref="AcmeException">The directory can't be read.</exception>
    public async Task<DirectoryResource> DirectoryAsync(CancellationToken cancellation)
        => _directory ??= (await GetAsync(directory, cancellation).ConfigureAwait(false)).Read(AcmeJson.Default.DirectoryResource);

    /// <summary>Checks an address that the server has sent: it has the scheme of the directory.</summary>
    /// <exception cref="AcmeException">The address is missing or invalid.</exception>
    public Uri Address(string? text, string what)
        => text is not null && RemoteAddress.Parse(text) is { } url && url.Scheme == directory.Scheme
            ? url
            : throw new AcmeException($"{Name} sent no valid address of {what}.");

    /// <summary>Reads a resource that needs no signature.</summary>
    /// <exception cref="AcmeException">The server can't be reached or refuses.</exception>
    public async Task<AcmeAnswer> GetAsync(Uri url, CancellationToken cancellation)
    {
        var answer = await http.SendAsync(HttpMethod.Get, url, null, cancellation).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw Refused(answer, AcmeProblem.Read(answer));
    }

    /// <summary>Sends a signed request.</summary>
    /// <param name="url">The address.</param>
    /// <param name="key">The key of the account.</param>
    /// <param name="account">The URL of the account; null for a new account.</param>
    /// <param name="payload">The payload; empty to read a resource (POST-as-GET).</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="AcmeException">The server can't be reached or refuses.</exception>
    public async Task<AcmeAnswer> PostAsync(
        Uri url, AccountKey key, Uri? account, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var nonce = _nonces.Take() ?? await NewNonceAsync(cancellation).ConfigureAwait(false);
            var message = SignedMessage.Sign(key, account, url, nonce, payload.Span);
            var answer = await http.SendAsync(HttpMethod.Post, url, message, cancellation).ConfigureAwait(false);
            _nonces.Add(answer.Nonce);
            if (answer.IsSuccess)
                return answer;

            var problem = AcmeProblem.Read(answer);
            if (problem?.Name != AcmeProblem.BadNonce || attempt == MostAttempts)
                throw Refused(answer, problem);
        }
    }

    private async Task<string> NewNonceAsync(CancellationToken cancellation)
    {
        var url = Address((await DirectoryAsync(cancellation).ConfigureAwait(false)).NewNonce, "nonces");
        var answer = await http.SendAsync(HttpMethod.Head, url, null, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw Refused(answer, problem: null);

        _nonces.Add(answer.Nonce);
        return _nonces.Take() ?? throw new AcmeException($"{url} sent no valid nonce.");
    }

    private static AcmeException Refused(AcmeAnswer answer, AcmeProblem? problem)
    {
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        return new AcmeException(
            problem is null ? $"{answer.Url} responded with status {status}." : $"{answer.Url} responded with {problem.Describe()}",
            problem?.Name,
            answer.RetryAfter);
    }
}
