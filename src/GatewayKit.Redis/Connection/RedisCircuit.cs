namespace GatewayKit.Redis.Connection;

/// <summary>
/// Lets calls fail at once while a server doesn't answer, so that only the first few requests wait for the timeout. It opens after three
/// failures in a row. Requests don't test whether the server is back: a check in the background does, and closes the circuit.
/// </summary>
internal sealed class RedisCircuit
{
    private const int MaximumFailures = 3;

    private int _failures;
    private int _isOpen;

    public bool IsOpen => Volatile.Read(ref _isOpen) != 0;

    /// <summary>Records a call that succeeded.</summary>
    public void Succeeded()
    {
        // Read first: all calls share the cache line.
        if (Volatile.Read(ref _failures) != 0)
            Volatile.Write(ref _failures, 0);
    }

    /// <summary>Records a call that failed.</summary>
    /// <returns>Whether that opened the circuit.</returns>
    public bool Failed()
        => Interlocked.Increment(ref _failures) >= MaximumFailures && Interlocked.Exchange(ref _isOpen, 1) == 0;

    /// <summary>Lets calls through again.</summary>
    public void Close()
    {
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _isOpen, 0);
    }
}
