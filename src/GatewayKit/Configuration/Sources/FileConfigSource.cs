using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// A configuration file: JSON if its name ends in <c>.json</c>, otherwise YAML.
/// The file is watched after it was read and a change token was requested. While it is missing or invalid, its last valid version stays
/// active. A pipe (<c>/dev/stdin</c>, <c>&lt;(command)</c>) is read once, isn't watched, and isn't kept for a restart.
/// </summary>
internal sealed partial class FileConfigSource : IGatewayConfigSource, IDisposable
{
    /// <summary>
    /// The maximum size of a file: 32 MB. 100,000 consumers, or 100,000 routes with two plugins each, fit into it and into
    /// <see cref="NodeReading.MaximumNodes"/>.
    /// </summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>The default interval at which the file is checked.</summary>
    public static readonly TimeSpan DefaultPollInterval = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly FileWatch _watch;
    private readonly LastGoodFile _lastGood;
    private readonly ChangeSignal _signal = new();
    private readonly TimeSpan _pollInterval;
    private readonly Lazy<ITimer> _timer;
    private readonly DocumentVersion _version = new();
    private byte[]? _read;
    private byte[]? _stream;
    private bool _isStream;
    private volatile bool _isRead;
    private volatile bool _isAskedFor;

    /// <summary>Initializes a new instance with a path.</summary>
    /// <param name="path">The file, absolute or from the working directory. It doesn't have to exist yet.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="logger">The logger for warnings.</param>
    /// <param name="pollInterval">The interval at which the file is checked. Default: 250 ms.</param>
    /// <param name="lastGoodPath">The path at which the last valid version is stored.
    /// Default: the file's path with <c>.last-good</c> appended.</param>
    /// <param name="name">The name in messages. Default: the given path.</param>
    public FileConfigSource(
        string path, TimeProvider? time = null,
        ILogger? logger = null, TimeSpan? pollInterval = null, string? lastGoodPath = null, string? name = null)
    {
        Name = name ?? path;
        _path = Path.GetFullPath(path);
        _logger = logger ?? NullLogger.Instance;
        _watch = new FileWatch(_path, MaximumBytes, time ?? TimeProvider.System);
        _lastGood = new LastGoodFile(lastGoodPath ?? _path + ".last-good", MaximumBytes, _logger);
        _pollInterval = pollInterval ?? DefaultPollInterval;
        _timer = new Lazy<ITimer>(
            () => (time ?? TimeProvider.System).CreateTimer(_ => Poll(), null, _pollInterval, Timeout.InfiniteTimeSpan));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
    {
        _read = null;
        if (!TryRead(out var content, out var error))
        {
            _watch.Know(error);
            errors.Add("", error, new ConfigLocation(Name, 0, 0));
            return null;
        }

        _watch.Know(FileWatch.Hash(content));
        var before = errors.Total;
        var config = Bind(content, errors, _version);
        if (errors.Total == before)
            _read = content;

        return config;
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken()
    {
        var token = _signal.Token;
        _isAskedFor = true;
        StartWatch();
        return token;
    }

    /// <inheritdoc />
    public void Accepted()
    {
        // A copy that could not be stored is stored with the next change that is accepted.
        if (_read is { } content && !_isStream && _lastGood.Write(content))
            _read = null;
    }

    /// <inheritdoc />
    public GatewayConfig? ReadLastGood()
    {
        var errors = new ConfigErrors();
        var config = !_isStream && _lastGood.Read() is { } content ? Bind(content, errors) : null;
        return errors.Total == 0 ? config : null;
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        if (_timer.IsValueCreated)
            _timer.Value.Dispose();
    }

    private bool TryRead([NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? error)
    {
        (content, error) = (_stream, null);
        if (content is not null)
            return true;

        var isThere = FileContent.TryRead(_path, MaximumBytes, out content, out error, out var isStream);
        _isStream = isStream || IsDescriptor(_path);
        _stream = _isStream ? content : null;
        _isRead = true;
        StartWatch();
        return isThere;
    }

    // A pipe must not be checked before it was read, and consumed content can't be watched.
    private void StartWatch()
    {
        if (_isRead && _isAskedFor && !_isStream)
            _ = _timer.Value;
    }

    // A file that is open in this process, such as /dev/stdin: no copy can be stored beside it.
    private static bool IsDescriptor(string path)
        => path is "/dev/stdin" || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
            || (path.StartsWith("/proc/", StringComparison.Ordinal) && path.Contains("/fd/", StringComparison.Ordinal));

    private GatewayConfig? Bind(ReadOnlyMemory<byte> content, ConfigErrors errors, DocumentVersion? version = null)
        => DocumentBinder.Bind(content, Name, _isStream ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(_path)!, errors, version);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception on the timer's thread would end the process; the next poll tries again.")]
    private void Poll()
    {
        try
        {
            if (_watch.Poll())
                _signal.Fire();
        }
        catch (Exception error)
        {
            LogPollFailed(error, Name);
        }
        finally
        {
            _timer.Value.Change(_pollInterval, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The handler for a change of '{Name}' failed.")]
    private partial void LogPollFailed(Exception error, string name);
}
