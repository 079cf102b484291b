using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace GatewayKit.Tests.Shared;

/// <summary>
/// A PostgreSQL server of a test, with its own data, on a free port of loopback. It doesn't ask for passwords. It is a child of a shell
/// that stops it and deletes its data when the process of the tests ends, even if that is killed.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Reason = "This machine doesn't have PostgreSQL's postgres and initdb.";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(120);
    private static readonly Lazy<Task<PostgresServer>> s_shared = new(() => StartAsync("fsync=off"));

    // Sends the signals that it reads to the server. At the end of the input, it stops the server without waiting for clients.
    private const string Guard = """
        folder=$1
        shift
        exec 3<&0
        "$@" </dev/null 3<&- &
        server=$!
        {
            while read -r signal; do kill -s "$signal" "$server"; done
            trap '' TERM
            kill -s QUIT "$server"
            while kill -0 "$server" 2>/dev/null; do sleep 0.1; done
            rm -rf "$folder"
        } <&3 >/dev/null 2>&1 &
        guard=$!
        exec 3<&-
        wait "$server"
        ended=$?
        kill "$guard" 2>/dev/null
        exit "$ended"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-postgres-").FullName;
    private readonly string[] _settings;
    private Process? _process;

    private PostgresServer(string[] settings) => _settings = settings;

    private static string? Programs { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")));

    public static bool IsInstalled => Programs is not null;

    /// <summary>A server for all tests that don't stop it. It ends with the process of the tests.</summary>
    public static Task<PostgresServer> Shared => s_shared.Value;

    public int Port { get; } = FreePort.Find();

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Further settings, such as <c>fsync=off</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(settings);
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", server._folder);
        var (program, arguments) = Command(
            "initdb", "-D", server.Data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale");
        await RunAsync(program, arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await ExecuteAsync(ConnectionTo("postgres"), $"CREATE DATABASE {name}");
        return ConnectionTo(name);
    }

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync().WaitAsync(s_timeout);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync().WaitAsync(s_timeout);
    }

    /// <summary>Starts the server after it was stopped or killed, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process is null || _process.HasExited)
                _process = StartProcess();
            try
            {
                await ExecuteAsync(ConnectionTo("postgres") + ";Pooling=false", "SELECT 1");
                return;
            }
            catch (Exception error) when (error is NpgsqlException && Stopwatch.GetElapsedTime(start) < s_timeout)
            {
                // It recovers, or its former processes haven't ended yet.
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Stops the server, like an operator who doesn't wait for clients.</summary>
    public async Task StopAsync()
    {
        await _process!.StandardInput.WriteLineAsync("INT");
        await _process.StandardInput.FlushAsync();
        await _process.WaitForExitAsync().WaitAsync(s_timeout);
    }

    /// <summary>Kills the server.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process!.WaitForExitAsync().WaitAsync(s_timeout);
        var start = Stopwatch.GetTimestamp();
        while (!TryDelete() && Stopwatch.GetElapsedTime(start) < s_timeout)
            await Task.Delay(50);
    }

    /// <summary>Deletes the files, unless a process of the killed server still writes some.</summary>
    private bool TryDelete()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionTo(string database)
        => string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username=test;Maximum Pool Size=20");

    private Process StartProcess()
    {
        var (program, arguments) = Command("postgres",
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", _folder,
            "-c", "max_connections=300", "-c", "shared_buffers=16MB",
            .. _settings.SelectMany(setting => (string[])["-c", setting]),
        ]);
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Guard, "postgres-guard", _folder, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>PostgreSQL doesn't run as root.</summary>
    private static (string Program, string[] Arguments) Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root"
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : (path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(s_timeout);
        await process.WaitForExitAsync().WaitAsync(s_timeout);
        Assert.True(process.ExitCode == 0, $"{program}: {error}{await output}");
    }
}
