using System.CommandLine;
using GatewayKit.Passwords;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit hash</c>: hashes a password or an API key, which it never reads from an argument: other users could see
/// it.</summary>
internal static class HashCommand
{
    public static Command Create()
    {
        var algorithm = new Option<string>("--algorithm")
        {
            Description = "The algorithm: argon2id, pbkdf2-sha256 or pbkdf2-sha512",
            HelpName = "NAME",
            DefaultValueFactory = _ => "argon2id",
        };
        algorithm.AcceptOnlyFromAmong("argon2id", "pbkdf2-sha256", "pbkdf2-sha512");
        var key = new Option<bool>("--key") { Description = "Hash an API key instead of a password" };
        var command = new Command("hash", "Hash a password that is read from the terminal, or from stdin.") { algorithm, key };
        command.SetAction((result, _) => WriteAsync(result.GetRequiredValue(algorithm), result.GetValue(key)));
        return command;
    }

    private static async Task<int> WriteAsync(string algorithm, bool isKey)
    {
        var secret = SecretInput.Read(isKey ? "API key" : "password");
        var hash = isKey
            ? CredentialKey.FromSecret(secret).ToString()
            : (await PasswordHash.CreateAsync(secret, Algorithm(algorithm)).ConfigureAwait(false)).ToString();
        Console.WriteLine(hash);
        return 0;
    }

    private static PasswordAlgorithm Algorithm(string name) => name switch
    {
        "pbkdf2-sha256" => PasswordAlgorithm.Pbkdf2Sha256,
        "pbkdf2-sha512" => PasswordAlgorithm.Pbkdf2Sha512,
        _ => PasswordAlgorithm.Argon2id,
    };
}
