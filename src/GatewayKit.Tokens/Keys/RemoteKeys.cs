using GatewayKit.Authentication;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tokens;

/// <summary>
/// The keys of an issuer that publishes them:
/// <list type="number">
/// <item>the metadata says where the keys are, unless the options do; it is fetched again when it is due, or when the keys aren't
/// there</item>
/// <item>keys that the issuer still publishes stay the same objects; the others are retired, and with them the tokens that they
/// verified</item>
/// <item>a token with an unknown key id causes a fetch, at most once per interval, and not again for the same id</item>
/// </list>
/// </summary>
internal sealed class RemoteKeys : IKeySource, IDisposable
{
    private readonly RemoteKeySettings _settings;
    private readonly DocumentClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RemoteValue<KeySet> _keys;
    private readonly UnknownKeyIds _unknown;
    private ProviderMetadata? _metadata;
    private long _metadataSince;
    private string _lastFailure = "";

    public RemoteKeys(RemoteKeySettings settings, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        _client = new DocumentClient(clients, time);
        _unknown = new UnknownKeyIds(time);
        _keys = new RemoteValue<KeySet>(FetchAsync, Report, new RefreshSettings { Interval = settings.Interval }, time);
    }

    public KeySet? Current => _keys.Current;

    public void Touch() => _ = _keys.Current;

    public ValueTask<KeySet?> GetAsync(CancellationToken cancellation) => _keys.GetAsync(cancellation);

    public async ValueTask<KeySet?> RefreshAsync(KeySet known, string? keyId, CancellationToken cancellation)
    {
        if (keyId is not null && _unknown.Contains(keyId))
            return known;

        var keys = await _keys.DemandAsync(known, cancellation).ConfigureAwait(false);
        if (keyId is not null && keys is not null && !ReferenceEquals(keys, known) && !keys.Has(keyId))
            _unknown.Add(keyId);
        return keys;
    }

    public void Dispose() => _keys.Dispose();

    // Only one fetch runs at a time, so that the fields need no lock.
    private async Task<KeySet> FetchAsync(KeySet? earlier, CancellationToken cancellation)
    {
        var metadata = _settings.Authority is null ? null : await MetadataAsync(cancellation).ConfigureAwait(false);
        byte[] json;
        try
        {
            json = await _client.GetAsync(metadata?.Keys ?? new Uri(_settings.KeysAddress!), cancellation).ConfigureAwait(false);
        }
        catch (RemoteDocumentException)
        {
            _metadata = null;
            throw;
        }

        var problems = new List<string>();
        var keys = JwksReader.Read(json, problems).Where(key => !key.IsSymmetric).ToArray();
        if (keys.Length == 0)
            throw new RemoteDocumentException(
                $"The keys of {_settings.Name} can't be used: {problems.FirstOrDefault() ?? "they are secrets"}.");

        foreach (var problem in problems)
            KeyLog.Ignored(_logger, _settings.Name, problem);
        return Replace(earlier, keys, metadata);
    }

    private KeySet Replace(KeySet? earlier, VerificationKey[] keys, ProviderMetadata? provider)
    {
        var kept = keys.Select(key => earlier?.Keys.FirstOrDefault(key.IsSame) ?? key).ToArray();
        _lastFailure = "";
        if (earlier is null || kept.Except(earlier.Keys).Any())
        {
            _unknown.Clear();
            KeyLog.Loaded(_logger, _settings.Name, kept.Length);
        }

        foreach (var key in earlier?.Keys.Except(kept) ?? [])
            key.Retire();
        return new KeySet(kept, provider);
    }

    private async Task<ProviderMetadata> MetadataAsync(CancellationToken cancellation)
    {
        if (_metadata is { } known && _time.GetElapsedTime(_metadataSince) < _settings.Interval * 0.9)
            return known;

        var json = await _client.GetAsync(ProviderMetadata.AddressOf(_settings.Authority!), cancellation).ConfigureAwait(false);
        _metadata = ProviderMetadata.Read(json, _settings);
        _metadataSince = _time.GetTimestamp();
        return _metadata;
    }

    // A failure that lasts is logged once.
    private void Report(Exception error)
    {
        if (error.Message == _lastFailure)
            return;

        _lastFailure = error.Message;
        if (_keys.Current is null)
            KeyLog.Missing(_logger, _settings.Name, error.Message);
        else
            KeyLog.Stale(_logger, _settings.Name, error.Message);
    }
}
