using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tls;

/// <summary>
/// Replaces certificates when their files change, without a reload of the configuration: a change takes effect after two polls that saw the
/// same content. While a file is invalid, the previous certificate stays in use, and the error is logged once.
/// </summary>
internal sealed partial class TlsWatch(
    TlsState state, CertificateStore store, TlsLoader loader, TlsWatchSettings settings, ILogger<TlsWatch> logger) : BackgroundService
{
    private TlsSettings? _seen;
    private HashSet<CertificateFiles>? _listed;
    private HashSet<string> _reported = [];

    /// <summary>Checks the files once.</summary>
    public void Poll()
    {
        if (state.Current is not { Config.Certificates.IsEmpty: false } current)
            return;

        var isChanged = store.Poll();
        isChanged |= IsOtherList(current);

        // A configuration may have been compiled before a file changed, and have become active afterwards.
        if (!isChanged && ReferenceEquals(current, _seen))
            return;

        var problems = new List<TlsProblem>();
        var next = loader.Load(current.Config, current.Folder, problems) with { Acme = current.Acme };
        Report(problems, isChanged);

        // A folder that is gone for a moment, such as a mounted one, must not take its certificates with it.
        if (problems.Exists(problem => problem.IsOfFolder))
            return;

        if (state.Replace(current, next))
            _seen = next;
        if (isChanged)
            LogReplaced(next.Certificates.Count);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An error in one poll must not end the watch.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Uses the system's clock, because the times of files do.
        using var ticks = new PeriodicTimer(settings.Interval, TimeProvider.System);
        try
        {
            while (await ticks.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    Poll();
                }
                catch (Exception error)
                {
                    LogFailed(error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    /// <summary>Returns whether the folders have other files than those in use, which two successive polls saw.</summary>
    private bool IsOtherList(TlsSettings current)
    {
        if (current.Config.Certificates.All(entry => string.IsNullOrEmpty(entry.Folder)))
            return false;

        var listed = TlsLoader.ListAll(current);
        var isSettled = _listed?.SetEquals(listed) == true;
        _listed = listed;
        return isSettled && !current.Files.SetEquals(listed);
    }

    /// <summary>Logs the problems that the last change didn't have. The warnings of a configuration are already logged.</summary>
    private void Report(List<TlsProblem> problems, bool isChanged)
    {
        var reported = new HashSet<string>();
        foreach (var problem in problems)
        {
            var message = $"{problem.Location}: tls: {problem.Message}";
            if (!reported.Add(message) || _reported.Contains(message) || (problem.Error.IsWarning && !isChanged))
                continue;
            if (problem is { IsKept: false, Error.IsWarning: true })
                LogWarning(message);
            else
                LogProblem(message);
        }

        _reported = reported;
    }

    [LoggerMessage(91, LogLevel.Error, "A certificate file changed, and the change can't be used. {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(95, LogLevel.Warning, "{Problem}")]
    private partial void LogWarning(string problem);

    [LoggerMessage(92, LogLevel.Information, "Certificate files changed; new connections use {Count} certificate(s).")]
    private partial void LogReplaced(int count);

    [LoggerMessage(93, LogLevel.Error, "The certificate files could not be checked; the certificates stay in use.")]
    private partial void LogFailed(Exception error);
}
