using GatewayKit.Configuration;
using GatewayKit.Configuration.Certificates;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Tls;

/// <summary>The files of one certificate, with the last valid certificate that was read from them.</summary>
/// <param name="files">The files, with full paths.</param>
internal sealed class WatchedCertificate(CertificateFiles files)
{
    private readonly Lock _lock = new();
    private List<FileWatch> _watches = [];
    private List<OptionsError> _errors = [];
    private ServedCertificate? _certificate;
    private bool _isChanged = true;

    /// <summary>Reads the files if they have changed since the last read.</summary>
    /// <param name="option">The option of the files, for errors.</param>
    /// <returns>The last valid certificate, null if there was none; and the errors of the last read.</returns>
    public (ServedCertificate? Certificate, IReadOnlyList<OptionsError> Errors) Load(string option)
    {
        lock (_lock)
        {
            if (_isChanged)
                Read(option);
            return (_certificate, _errors);
        }
    }

    /// <summary>Returns whether a file has new content, which two successive polls saw, or none was read yet.</summary>
    public bool Poll()
    {
        // Every file is polled, so that a certificate and a key that are replaced together are read together.
        var isChanged = false;
        foreach (var watch in _watches)
            isChanged |= watch.Poll();
        lock (_lock)
            return _isChanged |= isChanged;
    }

    private void Read(string option)
    {
        var since = TimeProvider.System.GetUtcNow().UtcDateTime;
        var errors = new List<OptionsError>();
        var reader = new CertificateReader(path => path, errors);
        var loaded = reader.Read(files, option);
        if (loaded is not null && CertificateCheck.Find(loaded.Leaf, option) is { } error)
            errors.Add(error);
        if (loaded is not null && errors.Count == 0)
            _certificate = new ServedCertificate(loaded);
        _errors = errors;
        _isChanged = false;
        if (_watches.Count == 0)
            _watches = [.. reader.Paths.Select(path => Watch(path, since))];
    }

    private static FileWatch Watch(string path, DateTime since)
    {
        var watch = new FileWatch(path, CertificateReader.MaximumBytes, TimeProvider.System);
        var stamp = FileContent.Stamp(path);
        if ((stamp.Changed ?? stamp.Written) <= since)
        {
            // A content that two successive polls saw is known.
            watch.Poll();
            watch.Poll();
        }

        return watch;
    }
}
