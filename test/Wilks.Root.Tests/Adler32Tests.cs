namespace Wilks.Root.Tests;

public sealed class Adler32Tests
{
    private const int Seed = 3;
    private const uint Modulus = 65521;

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(-1)]
    public void It_is_the_sum_of_the_definition_at_every_length(int value)
    {
        byte[] data = new byte[30_000];
        if (value < 0) new Random(Seed).NextBytes(data);
        else Array.Fill(data, (byte)value);
        int[] lengths = [.. Enumerable.Range(0, 200), 5535, 5536, 5537, 5552, 5553, 11_071, 11_072, 11_073, 30_000];

        Assert.All(lengths, length => Assert.Equal(Plain(data.AsSpan(0, length)), Adler32.Of(data.AsSpan(0, length))));
    }

    private static uint Plain(ReadOnlySpan<byte> data)
    {
        ulong a = 1;
        ulong b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % Modulus;
            b = (b + a) % Modulus;
        }
        return (uint)((b << 16) | a);
    }
}
