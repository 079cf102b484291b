namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>The sandboxes by the name of their user; the least recently used ones are dropped. Thread-safe.</summary>
internal sealed class Sandboxes(MockStateOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Sandbox>> _named = new(StringComparer.Ordinal);
    private readonly LinkedList<Sandbox> _byUse = new();
    private Sandbox _anonymous = new("");
    private long _bytes;

    /// <summary>Runs an action with exclusive access to a sandbox.</summary>
    public TResult Use<TResult>(string name, Func<Sandbox, TResult> action)
    {
        while (true)
        {
            var sandbox = Open(name);
            TResult result;
            long growth;
            lock (sandbox.Lock)
            {
                if (sandbox.IsDropped)
                    continue;
                result = action(sandbox);
                growth = sandbox.TakeGrowth();
            }
            if (growth != 0)
                Account(growth, sandbox);
            return result;
        }
    }

    public void Reset(string name)
    {
        lock (_lock)
        {
            if (name.Length == 0)
            {
                Drop(_anonymous);
                _anonymous = new Sandbox("");
            }
            else if (_named.Remove(name, out var node))
            {
                _byUse.Remove(node);
                Drop(node.Value);
            }
        }
    }

    public void ResetAll()
    {
        lock (_lock)
        {
            Reset("");
            while (_byUse.First is { } oldest)
                Reset(oldest.Value.Name);
        }
    }

    /// <summary>The names in use, including that of anonymous callers (empty).</summary>
    public IReadOnlyList<string> Names()
    {
        lock (_lock)
            return ["", .. _named.Keys.Order(StringComparer.Ordinal)];
    }

    private Sandbox Open(string name)
    {
        lock (_lock)
        {
            if (name.Length == 0)
                return _anonymous;
            if (_named.TryGetValue(name, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
                return node.Value;
            }
            while (_named.Count >= options.MaxSandboxes)
                Reset(_byUse.First!.Value.Name);
            var sandbox = new Sandbox(name);
            _named[name] = _byUse.AddLast(sandbox);
            return sandbox;
        }
    }

    private void Account(long growth, Sandbox user)
    {
        lock (_lock)
        {
            // The sandbox was dropped in the meantime, and its bytes were subtracted.
            if (user.IsDropped)
                return;
            _bytes += growth;
            user.Accounted += growth;
            while (_bytes > options.MaxBytes && _byUse.First is { } oldest && oldest.Value != user)
                Reset(oldest.Value.Name);
        }
    }

    private void Drop(Sandbox sandbox)
    {
        lock (sandbox.Lock)
            sandbox.IsDropped = true;
        _bytes -= sandbox.Accounted;
    }
}
