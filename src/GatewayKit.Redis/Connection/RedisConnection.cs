using System.Diagnostics.CodeAnalysis;
using GatewayKit.Redis.Counters;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace GatewayKit.Redis.Connection;

/// <summary>
/// The connection to Redis, and its failures. A call has these steps:
/// <list type="number">
/// <item>while the circuit of its keys is open, it fails at once</item>
/// <item>it runs the script by its hash, and loads the script if the server doesn't know it</item>
/// <item>it fails when the time is up; the answer, if it comes later, is ignored</item>
/// <item>the third failure in a row opens the circuit, until a check in the background succeeds</item>
/// </list>
/// </summary>
internal sealed class RedisConnection(RedisOptions options, CounterScript script, RedisTelemetry telemetry, TimeProvider time)
    : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(2);

    private readonly RedisCircuits _circuits = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _connecting = new();
    private Task<IConnectionMultiplexer>? _connection;
    private IDatabase? _database;
    private long _connectingSince;
    private int _disposed;

    /// <summary>Connects, and waits for the server a short time, so that the first requests don't fail.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync().WaitAsync(s_startTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The gateway starts without Redis; what calls of the store do then is up to their callers.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Connects once. A failure, such as of a Sentinel, is tried again.</summary>
    public Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_connecting)
        {
            if (_connection is null)
                (_connectingSince, _connection) = (time.GetTimestamp(), Task.Run(ConnectUntilStoppedAsync));
            return _connection;
        }
    }

    /// <summary>
    /// Returns the connection to a caller that can't wait long: until the gateway has tried to connect for 2 s, and later not at all.
    /// </summary>
    /// <exception cref="RedisConnectionException">The gateway isn't connected yet.</exception>
    public async Task<IConnectionMultiplexer> ConnectInTimeAsync()
    {
        var connection = ConnectAsync();
        var left = s_startTimeout - time.GetElapsedTime(Volatile.Read(ref _connectingSince));
        try
        {
            return await connection.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new RedisConnectionException(
                ConnectionFailureType.UnableToConnect, CommandFlags.None, "The gateway isn't connected to Redis.", error,
                CommandStatus.WaitingToBeSent);
        }
    }

    /// <summary>Returns the slot of a key in the cluster; -1 if there is no cluster.</summary>
    public int SlotOf(RedisKey key) => Volatile.Read(ref _database)?.Multiplexer.GetHashSlot(key) ?? -1;

    /// <summary>Runs the script.</summary>
    /// <param name="keys">The counters, all in one slot.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CounterStoreException">The server doesn't answer in time, or with an error.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async ValueTask<RedisResult> RunAsync(RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _database) is not { } database)
            throw Unavailable("connecting", "The gateway isn't connected to Redis.", null);

        var slot = database.Multiplexer.GetHashSlot(keys[0]);
        var circuit = _circuits.Of(slot);
        if (circuit.IsOpen)
            throw Unavailable("open", "Redis doesn't answer.", null);

        try
        {
            var result = await RunAsync(database, keys, arguments, cancellation).ConfigureAwait(false);
            circuit.Succeeded();
            return result;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var reason = Describe(error);
            if (slot >= 0)
            {
                _circuits.Update(database.Multiplexer);
                circuit = _circuits.Of(slot);
            }

            if (circuit.Failed())
            {
                telemetry.Lost(reason);
                _ = ProbeAsync(database, circuit, keys[0]);
            }

            throw Unavailable(error is TimeoutException ? "timeout" : "error", reason, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes a service once for each type that it is registered as.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        await _stop.CancelAsync().ConfigureAwait(false);
        Volatile.Write(ref _database, null);
        if (_connection is { IsCompletedSuccessfully: true } connection)
            await connection.Result.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private string Describe(Exception error) => error switch
    {
        RedisServerException or RedisCommandException => error.Message,
        TimeoutException => $"It didn't answer within {options.Timeout.TotalMilliseconds:0} ms.",
        _ => "There is no connection.",
    };

    private async Task<RedisResult> RunAsync(
        IDatabase database, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        try
        {
            return await WithinAsync(
                database.ScriptEvaluateAsync(script.Hash, keys, arguments, CommandFlags.DemandMaster), options.Timeout, cancellation)
                .ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The server has restarted, or its scripts were flushed. It keeps a script that is sent as text.
            var left = options.Timeout - time.GetElapsedTime(start);
            return await WithinAsync(
                database.ExecuteAsync("EVAL", script.With(keys, arguments), CommandFlags.DemandMaster),
                left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation)
                .ConfigureAwait(false);
        }
    }

    private async Task<RedisResult> WithinAsync(Task<RedisResult> call, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            return await call.WaitAsync(timeout, time, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // An abandoned call may fail later.
            if (!call.IsCompleted)
                _ = call.ContinueWith(
                    static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    /// <summary>Counts with a counter of its own next to the one that failed, until the server answers in time.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A check that ends with an exception would leave the circuit open for ever. Any failure is tried again.")]
    private async Task ProbeAsync(IDatabase database, RedisCircuit circuit, RedisKey failed)
    {
        RedisKey[] keys = [failed.Append(":probe")];
        while (true)
        {
            try
            {
                await Task.Delay(options.ProbeInterval, time, _stop.Token).ConfigureAwait(false);
                await RunAsync(database, keys, CounterScript.Probe, _stop.Token).ConfigureAwait(false);
                circuit.Close();
                break;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // It is tried again.
            }
        }

        telemetry.Regained();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The library documents no exceptions of a failed connection. Any failure is tried again.")]
    private async Task<IConnectionMultiplexer> ConnectUntilStoppedAsync()
    {
        var isLost = false;
        while (true)
        {
            try
            {
                var connection = await ConnectionMultiplexer.ConnectAsync(options.Connection).ConfigureAwait(false);
                _circuits.Update(connection);
                Volatile.Write(ref _database, connection.GetDatabase());
                if (isLost)
                    telemetry.Regained();
                return connection;
            }
            catch (Exception error)
            {
                if (!isLost)
                    telemetry.Lost(Describe(error));
                isLost = true;
            }

            await Task.Delay(options.ProbeInterval, time, _stop.Token).ConfigureAwait(false);
        }
    }

    private CounterStoreException Unavailable(string kind, string reason, Exception? error)
    {
        telemetry.Failed(kind);
        return new CounterStoreException(reason, error);
    }
}
