namespace GatewayKit.Cli.Logging;

/// <summary>
/// stdout and stderr while a gateway serves: code that writes there, such as a plugin's <c>Console.WriteLine</c>, doesn't wait for the
/// reader. Disposing restores the console.
/// </summary>
internal sealed class ServingOutput : IDisposable
{
    private const int BufferSize = 4096;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;

    private ServingOutput()
    {
        Out = new DroppingWriter(new StreamWriter(UnlockedOutput.OpenOutput(), _out.Encoding, BufferSize), "stdout");
        Error = new DroppingWriter(
            new StreamWriter(UnlockedOutput.OpenError(), _error.Encoding, BufferSize), "stderr", rewrite: QueryRedaction.Redact);
        Console.SetOut(Out);
        Console.SetError(Error);
    }

    public DroppingWriter Out { get; }

    public DroppingWriter Error { get; }

    /// <summary>Replaces the console. Call it before the host is built, because loggers keep the current console.</summary>
    public static ServingOutput Take() => new();

    /// <summary>Waits a moment for pending text. A stream that is still blocked isn't restored: a write to it would hang.</summary>
    public void Dispose()
    {
        if (Out.End(s_patience))
            Console.SetOut(_out);
        if (Error.End(s_patience))
            Console.SetError(_error);
    }
}
