using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace GatewayKit.Planning.Traffic;

/// <summary>
/// Reads recorded requests from access logs in JSON lines, in the Common and Combined Log Format, and from HAR files (HAR 1.2). The first
/// characters and the name of a file select the format. Malformed lines are counted and skipped. One reader reads one file after the other.
/// </summary>
/// <param name="options">The settings; null for the defaults.</param>
public sealed class TrafficReader(TrafficOptions? options = null)
{
    /// <summary>The maximum number of <see cref="Problems"/>.</summary>
    public const int MaxProblems = 5;

    private const string Gzip = ".gz";

    private readonly TrafficOptions _options = options ?? new TrafficOptions();
    private readonly List<TrafficProblem> _problems = [];

    /// <summary>The number of requests that were read.</summary>
    public long Requests { get; private set; }

    /// <summary>The number of lines and entries that couldn't be read.</summary>
    public long Malformed { get; private set; }

    /// <summary>The first problems, at most <see cref="MaxProblems"/>.</summary>
    public IReadOnlyList<TrafficProblem> Problems => _problems;

    /// <summary>Whether there were more requests than <see cref="TrafficOptions.MaxRequests"/>.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads a file. A name that ends in <c>.gz</c> is that of a file that is compressed with gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">The compressed file is damaged.</exception>
    public async IAsyncEnumerable<TrafficRequest> ReadFileAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            var isZipped = path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);
            var stream = isZipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            var name = isZipped ? path[..^Gzip.Length] : path;
            await using (stream.ConfigureAwait(false))
            {
                await foreach (var request in ReadAsync(stream, Path.GetFileName(name), cancellation).ConfigureAwait(false))
                    yield return request;
            }
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream. The reader doesn't dispose it.</param>
    /// <param name="name">Its name in messages; one that ends in <c>.har</c> selects that format.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<TrafficRequest> ReadAsync(
        Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        var input = new TrafficBuffer(stream);
        await input.FillAsync(cancellation).ConfigureAwait(false);
        input.SkipMark();
        var requests = HarParser.IsHar(name, input.Unread)
            ? ReadHarAsync(input, name, cancellation)
            : ReadLinesAsync(input, name, cancellation);
        await foreach (var request in requests.ConfigureAwait(false))
        {
            if (Requests >= _options.MaxRequests)
            {
                IsCut = true;
                yield break;
            }

            Requests++;
            yield return request;
        }
    }

    private async IAsyncEnumerable<TrafficRequest> ReadLinesAsync(
        TrafficBuffer input, string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        while (await input.ReadLineAsync(_options.MaxLine, cancellation).ConfigureAwait(false))
        {
            number++;
            if (input.IsLineCut)
                Report(name, number, $"The line is longer than {_options.MaxLine} bytes.");
            else if (Parse(input.Line, name, number) is { } request)
                yield return request;
        }
    }

    private TrafficRequest? Parse(ReadOnlySpan<byte> line, string name, long number)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty)
            return null;

        var request = line[0] == (byte)'{'
            ? JsonLineParser.Parse(line, _options, out var error)
            : CommonLineParser.Parse(line, _options, out error);
        if (request is null)
            Report(name, number, error!);
        return request;
    }

    private async IAsyncEnumerable<TrafficRequest> ReadHarAsync(
        TrafficBuffer input, string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parser = new HarParser(_options, (number, message) => Report(name, number, message));
        while (true)
        {
            var isRest = parser.Read(input);
            while (parser.Found.TryDequeue(out var request))
                yield return request;
            if (isRest || parser.IsBroken)
                yield break;

            if (input.Unread.Length >= _options.MaxValue)
            {
                Report(name, parser.Entries + 1, $"A value is longer than {_options.MaxValue} bytes.");
                yield break;
            }

            // The parser begins a value again, so it waits until twice as much of it is there.
            var enough = Math.Min(2L * input.Unread.Length, _options.MaxValue);
            do
                await input.FillAsync(cancellation).ConfigureAwait(false);
            while (input.Unread.Length < enough && !input.IsAtEnd);
        }
    }

    private void Report(string name, long number, string message)
    {
        Malformed++;
        if (_problems.Count < MaxProblems)
            _problems.Add(new TrafficProblem(name, number, message));
    }
}
