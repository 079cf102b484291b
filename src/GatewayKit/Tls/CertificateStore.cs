using GatewayKit.Configuration;

namespace GatewayKit.Tls;

/// <summary>The files of all certificates that a configuration uses, or a candidate that was checked since.</summary>
internal sealed class CertificateStore
{
    private readonly Dictionary<CertificateFiles, WatchedCertificate> _all = [];

    /// <summary>Gets the files, which are read only after they have changed.</summary>
    public WatchedCertificate Get(CertificateFiles files)
    {
        lock (_all)
        {
            if (!_all.TryGetValue(files, out var watched))
                _all.Add(files, watched = new WatchedCertificate(files));
            return watched;
        }
    }

    /// <summary>Watches exactly the files that the active configuration uses.</summary>
    public void Keep(IReadOnlySet<CertificateFiles> used)
    {
        foreach (var files in used)
            Get(files);
        lock (_all)
        {
            foreach (var files in _all.Keys.Where(files => !used.Contains(files)).ToList())
                _all.Remove(files);
        }
    }

    /// <summary>Returns whether any file has new content.</summary>
    public bool Poll()
    {
        WatchedCertificate[] all;
        lock (_all)
            all = [.. _all.Values];
        var isChanged = false;
        foreach (var watched in all)
            isChanged |= watched.Poll();
        return isChanged;
    }
}
