using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Checks the certificates of a chain for revocation: by the configured lists, and online if these don't know every certificate and that is
/// configured. A certificate that either reports as revoked is rejected.
/// </summary>
internal sealed class Revocation : IDisposable
{
    /// <summary>The maximum size of a list in bytes.</summary>
    public const int MaximumBytes = 16 << 20;

    // Each online check can block a thread while it waits for the authority.
    private const int MostOnlineChecks = 4;

    private static readonly TimeSpan s_onlineTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_onlineDuration = TimeSpan.FromMinutes(5);

    private readonly RevocationOptions _options;
    private readonly List<RevocationList> _fixed = [];
    private readonly List<RemoteList> _remote = [];
    private readonly SemaphoreSlim _online = new(MostOnlineChecks);

    private Revocation(RevocationOptions options) => _options = options;

    /// <summary>
    /// Gets the version of the fetched lists: the sum of theirs, which grows when one is replaced. If a fetch is due, it starts in the
    /// background.
    /// </summary>
    public long ListVersion
    {
        get
        {
            var version = 0L;
            foreach (var list in _remote)
                version += list.Current?.Version ?? 0;
            return version;
        }
    }

    /// <summary>Reads the files and prepares the URLs.</summary>
    public static Revocation Read(
        RevocationOptions options, Func<string, string> watch, Func<string, RemoteList> remote, List<OptionsError> errors)
    {
        var revocation = new Revocation(options);
        for (var i = 0; i < options.Crls.Count; i++)
        {
            var entry = options.Crls[i];
            if (RevocationOptions.IsUrl(entry))
                revocation._remote.Add(remote(entry));
            else if (revocation.ReadFile(watch(entry)) is { } problem)
                errors.Add(new OptionsError(string.Create(CultureInfo.InvariantCulture, $"revocation.crls[{i}]"),
                    $"is '{entry}'; the file {problem}"));
        }

        return revocation;
    }

    /// <param name="chain">The client's certificate first, the root last.</param>
    /// <param name="policy">Creates the rules for the chain, for the online check.</param>
    /// <param name="now">The time.</param>
    public async ValueTask<RevocationState> CheckAsync(X509Certificate2[] chain, Func<X509ChainPolicy> policy, DateTimeOffset now)
    {
        if (!_options.IsEnabled)
            return new RevocationState(null, DateTimeOffset.MaxValue, ListVersion);

        var (lists, version) = (new List<RevocationList>(_fixed), 0L);
        foreach (var remote in _remote)
        {
            if (await remote.GetAsync().ConfigureAwait(false) is not { } list)
                continue;

            lists.Add(list);
            version += list.Version;
        }

        var (fault, until) = CheckLists(chain, lists, now);
        if (fault != CertificateFault.UnknownRevocation || !_options.Online)
            return new RevocationState(Decide(fault), until, version);

        fault = await CheckOnlineAsync(chain[0], policy).ConfigureAwait(false);
        return new RevocationState(Decide(fault), now + s_onlineDuration, version);
    }

    public void Dispose()
    {
        foreach (var list in _remote)
            list.Dispose();
    }

    private static (string? Fault, DateTimeOffset Until) CheckLists(
        X509Certificate2[] chain, List<RevocationList> lists, DateTimeOffset now)
    {
        var (isKnown, until) = (true, DateTimeOffset.MaxValue);
        for (var i = 0; i < chain.Length - 1; i++)
        {
            var found = false;
            foreach (var list in lists.Where(list => list.IsOf(chain[i + 1])))
            {
                // An expired list still proves that a certificate is revoked.
                if (list.Contains(chain[i]))
                    return (CertificateFault.Revoked, DateTimeOffset.MaxValue);
                if (list.From > now || list.Until < now)
                    continue;

                found = true;
                until = list.Until < until ? list.Until : until;
            }

            isKnown &= found;
        }

        return (isKnown ? null : CertificateFault.UnknownRevocation, until);
    }

    private async Task<string?> CheckOnlineAsync(X509Certificate2 certificate, Func<X509ChainPolicy> create)
    {
        if (!await _online.WaitAsync(s_onlineTimeout).ConfigureAwait(false))
            return CertificateFault.UnknownRevocation;

        try
        {
            return await Task.Run(() => CheckOnline(certificate, create())).ConfigureAwait(false);
        }
        finally
        {
            _online.Release();
        }
    }

    private static string? CheckOnline(X509Certificate2 certificate, X509ChainPolicy policy)
    {
        policy.RevocationMode = X509RevocationMode.Online;
        policy.RevocationFlag = X509RevocationFlag.ExcludeRoot;
        policy.UrlRetrievalTimeout = s_onlineTimeout;
        using var chain = new X509Chain { ChainPolicy = policy };
        if (chain.Build(certificate))
            return null;

        return chain.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.Revoked)
            ? CertificateFault.Revoked
            : CertificateFault.UnknownRevocation;
    }

    private string? Decide(string? fault)
        => fault == CertificateFault.UnknownRevocation && _options.OnUnknown == UnknownRevocation.Accept ? null : fault;

    private string? ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumBytes })
                return "is larger than 16 MB";

            _fixed.Add(RevocationList.Parse(File.ReadAllBytes(path)));
            return null;
        }
        catch (CryptographicException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return error is FileNotFoundException or DirectoryNotFoundException ? "doesn't exist" : "can't be read";
        }
    }
}
