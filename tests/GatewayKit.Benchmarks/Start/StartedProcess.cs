using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace GatewayKit.Benchmarks.Start;

/// <summary>A started process of the tool.</summary>
internal sealed class StartedProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly Process _process;
    private readonly long _begin = Stopwatch.GetTimestamp();

    private StartedProcess(Process process) => _process = process;

    /// <summary>The processor time of all its threads so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static StartedProcess Start(StartOptions options, StartCommand command, StartFiles files, Uri address)
    {
        var isAssembly = Path.GetExtension(options.Tool) == ".dll";
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : options.Tool)
        {
            WorkingDirectory = files.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isAssembly)
            start.ArgumentList.Add(options.Tool);
        foreach (var argument in (string[])[.. command.Arguments, "--urls", address.GetLeftPart(UriPartial.Authority)])
            start.ArgumentList.Add(argument);

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        var started = new StartedProcess(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Asks until the first 200.</summary>
    /// <returns>The time since the start of the process.</returns>
    public async Task<TimeSpan> FirstAnswerAsync(HttpClient client, Uri url)
    {
        while (Stopwatch.GetElapsedTime(_begin) < s_patience && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(url).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return Stopwatch.GetElapsedTime(_begin);
            }
            catch (HttpRequestException)
            {
                // It doesn't listen yet.
            }

            await Task.Delay(s_pause).ConfigureAwait(false);
        }

        throw new InvalidOperationException("The tool has ended, or doesn't answer.");
    }

    /// <summary>The memory that no other process shares, in MB. On systems without <c>smaps_rollup</c>, what the system reports.</summary>
    public double PrivateMegabytes()
    {
        _process.Refresh();
        var file = $"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/smaps_rollup";
        return !File.Exists(file)
            ? _process.PrivateMemorySize64 / 1048576.0
            : File.ReadLines(file)
                .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
