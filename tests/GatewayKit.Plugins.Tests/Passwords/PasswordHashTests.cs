using System.Text;
using GatewayKit.Passwords;

namespace GatewayKit.Plugins.Tests.Passwords;

public class PasswordHashTests
{
    // The first is a test vector of Argon2's reference implementation, the others were made with Python's hashlib.
    [Theory]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password")]
    [InlineData("$pbkdf2-sha256$i=100000$c2FsdHNhbHQ$b3loQnHSnfkHdUX1n7R+Tipv0oeaO6AamJsLFL+1ajM", "pässwörd")]
    [InlineData("$pbkdf2-sha256$i=100000,l=32$c2FsdHNhbHQ$b3loQnHSnfkHdUX1n7R+Tipv0oeaO6AamJsLFL+1ajM", "pässwörd")]
    [InlineData("$pbkdf2-sha512$i=100000$c2FsdHNhbHQ$o/190tEkqGfE5ctjJGTDPWE8XpcHk48e1QG5nZwOdyc", "pässwörd")]
    public async Task A_hash_of_another_program_is_verified(string text, string password)
    {
        Assert.True(PasswordHash.TryParse(text, out var hash, out _));

        Assert.True(await VerifyAsync(hash, password));
        Assert.False(await VerifyAsync(hash, password + "x"));
        Assert.False(await VerifyAsync(hash, ""));
        Assert.Equal(text.Replace(",l=32", "", StringComparison.Ordinal), hash.ToString());
    }

    [Theory]
    [InlineData(PasswordAlgorithm.Argon2id, "$argon2id$v=19$m=19456,t=2,p=1")]
    [InlineData(PasswordAlgorithm.Pbkdf2Sha256, "$pbkdf2-sha256$i=600000")]
    [InlineData(PasswordAlgorithm.Pbkdf2Sha512, "$pbkdf2-sha512$i=210000")]
    public async Task A_new_hash_has_a_salt_of_its_own_and_the_recommended_parameters(PasswordAlgorithm algorithm, string parameters)
    {
        var hash = await PasswordHash.CreateAsync("correct horse", algorithm);

        Assert.True(PasswordHash.TryParse(hash.ToString(), out var parsed, out _));
        Assert.Equal(parameters, parsed.Parameters);
        Assert.True(await VerifyAsync(parsed, "correct horse"));
        Assert.NotEqual(hash.ToString(), (await PasswordHash.CreateAsync("correct horse", algorithm)).ToString());
    }

    [Theory]
    [InlineData("", "in the PHC string format")]
    [InlineData("password", "in the PHC string format")]
    [InlineData("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "in the PHC string format")]
    [InlineData("argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHR$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2Fsd HNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    [InlineData("$argon2id$v=19$m=19456,m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ", "in the PHC string format")]
    [InlineData("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "argon2id, pbkdf2-sha256 or pbkdf2-sha512")]
    [InlineData("$argon2id$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "v=19")]
    [InlineData("$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "v=19")]
    [InlineData("$argon2id$v=19$m=19456,t=2$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m, t and p")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1,data=x$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m, t and p")]
    [InlineData("$argon2id$v=19$m=019456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m, t and p")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=5$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "lanes")]
    [InlineData("$argon2id$v=19$m=7167,t=9,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "memory")]
    [InlineData("$argon2id$v=19$m=262145,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "memory")]
    [InlineData("$argon2id$v=19$m=4294967296,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m, t and p")]
    [InlineData("$argon2id$v=19$m=19456,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m * t")]
    [InlineData("$argon2id$v=19$m=262144,t=2147483647,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "m * t")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA", "a salt of 8 to 64 bytes")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAA", "a key of 16 to 64")]
    [InlineData("$pbkdf2-sha1$i=1300000$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "argon2id, pbkdf2-sha256 or pbkdf2-sha512")]
    [InlineData("$pbkdf2-sha256$i=99999$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "iterations")]
    [InlineData("$pbkdf2-sha256$i=1000000000$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "iterations")]
    [InlineData("$pbkdf2-sha256$i=600000,l=32$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "length l")]
    [InlineData("$pbkdf2-sha256$600000$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "in the PHC string format")]
    public void A_hash_that_is_malformed_weak_or_too_costly_is_not_accepted(string text, string rule)
    {
        Assert.False(PasswordHash.TryParse(text, out _, out var error));
        Assert.Contains(rule, error, StringComparison.Ordinal);
        Assert.False(PasswordHash.TryParse(new string('$', 1000), out _, out _));
    }

    private static ValueTask<bool> VerifyAsync(PasswordHash hash, string password) => hash.VerifyAsync(Encoding.UTF8.GetBytes(password));
}
