using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Plugins.Tests.KeyAuth;

public class VerifiedKeysTests
{
    private readonly VerifiedKeys _keys = new();

    [Fact]
    public void A_key_is_found_by_its_text_and_no_other_is()
    {
        Add("alice-key");

        Assert.Equal("alice-key", _keys.Find(_keys.Fingerprint("alice-key"))?.Match.Consumer.Name);
        Assert.Null(_keys.Find(_keys.Fingerprint("alice-kez")));
        Assert.Null(new VerifiedKeys().Find(_keys.Fingerprint("alice-key")));
    }

    [Fact]
    public void A_flood_of_keys_stays_within_the_capacity_and_never_mixes_them_up()
    {
        const int Keys = 3 * VerifiedKeys.Capacity;
        for (var i = 0; i < Keys; i++)
            Add($"key-{i}");

        var found = Enumerable.Range(0, Keys).Count(i => _keys.Find(_keys.Fingerprint($"key-{i}")) is { } key
            && (key.Match.Consumer.Name == $"key-{i}" ? true : throw new InvalidOperationException("It's another key.")));
        Assert.InRange(found, VerifiedKeys.Capacity / 2, VerifiedKeys.Capacity);
    }

    [Fact]
    public void Text_of_a_verified_key_shows_no_part_of_it()
    {
        Add("alice-key");

        Assert.Equal("VerifiedKey", _keys.Find(_keys.Fingerprint("alice-key"))?.ToString());
    }

    private void Add(string text)
    {
        var match = new CredentialMatch<KeyAuthCredential>(new Consumer(text), new KeyAuthCredential { Key = text });
        _keys.Add(new VerifiedKey(_keys.Fingerprint(text), CredentialKey.FromSecret(text), match));
    }
}
